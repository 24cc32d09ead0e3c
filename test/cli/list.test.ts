import { describe, expect, it } from 'vitest';
import { type } from './prompt.ts';

describe('vsva list', () => {
  it('lists the kinds, and the things of a kind', async () => {
    const kinds = await type('list');
    expect(kinds.code).toBe(0);
    expect(kinds.out).toMatch(/^rules +\d+ {2}what refuses a command/);
    const designs = await type('list designs');
    expect(designs).toEqual({
      code: 0,
      out:
        'golden        the decided design: what a correct host does\n' +
        'vfio-v1       the VFIO bind, unbind and free as first posted in March 2020, on the sets of the golden design\n' +
        'vfio-v6       the VFIO bind and unbind of July 2020, in which an error of a bind is lost\n' +
        'vfio-v7       the VFIO bind and unbind of September 2020, the last that was posted\n' +
        'bind-on-join  the decided design, but that a group which joins a container is bound to all that is bound there\n',
      err: '',
    });
  });

  it('gives JSON on request', async () => {
    const { out } = await type('list invariants --reporter json');
    expect(JSON.parse(out)).toMatchObject({ schema: 'vsva/list/1', kind: 'invariants' });
  });

  it.each([
    ['list rule', 'vsva: unknown kind "rule"; did you mean "rules"?\n'],
    ['list rules designs', 'vsva: list takes one kind\n'],
  ])('refuses %s', async (line, err) => {
    expect(await type(line)).toEqual({ code: 64, out: '', err });
  });
});
