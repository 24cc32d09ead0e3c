import { describe, expect, it } from 'vitest';
import { identity } from '../../generators/instances/identity.ts';
import { ioasidUsers } from '../../generators/instances/ioasid-users.ts';
import { mmExit } from '../../generators/instances/mm-exit.ts';
import type { ClassShown } from '../../report/cover-json.ts';
import { tiny, type } from './prompt.ts';

describe('vsva cover', () => {
  it('fails on what the instances do not reach', async () => {
    const { code, out, err } = await type('cover -q', { instances: [tiny] });
    expect(code).toBe(10);
    expect(err).toBe('');
    expect(out).toContain('rule vfio/bind-disagrees refuses nothing in any instance, and no invariant\n');
    expect(out).toMatch(/\ngate failed: \d+ rules, classes and witnesses reached on 1 instance; \d+ failures\n$/);
  });

  it('fails on a behaviour class that no instance reaches and no invariant excludes', async () => {
    const commands = (mmExit.topology.commands ?? []).filter((kind) => kind !== 'ioasid_set_put');
    const instances = [{ ...mmExit, topology: { ...mmExit.topology, commands } }];
    const { code, out } = await type('cover --reporter json', { instances });
    expect(code).toBe(10);
    const { failures, classes } = JSON.parse(out);
    const open = classes.filter((each: ClassShown) => each.reached === null && each.excludedBy === null);
    expect(open).toHaveLength(2);
    for (const { id } of open) expect(failures).toContain(`no instance reaches ${id}, and no invariant excludes it`);
  });

  it('gives the same on several threads, as JSON', async () => {
    const instances = [ioasidUsers, identity];
    const one = await type('cover --reporter json', { instances });
    const two = await type('cover --reporter json', { instances, threads: 2 });
    expect(one.err).toMatch(/^vsva cover: 2 instances on 1 thread\n/);
    const json = JSON.parse(one.out);
    expect(JSON.parse(two.out)).toEqual(json);
    expect(json).toMatchObject({ schema: 'vsva/cover/1', instances: ['ioasid-users', 'identity'] });
    const reached = json.rules.find(({ id }: { id: string }) => id === 'ioasid/get-refused-free')?.reached;
    expect(reached?.instance ?? 'ioasid-users').toBe('ioasid-users');
  });

  it('is undecided when its time is over, and says so when it is interrupted', async () => {
    const late = await type('cover --timeout 1ms -q', { instances: [tiny] });
    expect(late.code).toBe(20);
    expect(late.out).toMatch(/^undecided: .* until the timeout of 1ms was reached\n$/);
    expect((await type('cover -q', { instances: [tiny], interrupt: AbortSignal.abort() })).code).toBe(130);
  });

  it('takes no arguments', async () => {
    expect(await type('cover identity')).toEqual({ code: 64, out: '', err: 'vsva: cover takes no arguments\n' });
  });
});
