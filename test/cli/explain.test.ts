import { describe, expect, it } from 'vitest';
import { type } from './prompt.ts';

describe('vsva explain', () => {
  it('explains one thing', async () => {
    const { code, out } = await type('explain ioasid/alloc-none-free');
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 2)).toEqual(['rule ioasid/alloc-none-free: -ENOSPC', '  no host PASID is free.']);
  });

  it('gives JSON on request', async () => {
    const { out } = await type('explain vfio/bind-free-pending --reporter json');
    expect(JSON.parse(out)).toMatchObject({
      schema: 'vsva/explain/1',
      kind: 'rule',
      id: 'vfio/bind-free-pending',
      errno: 'EBUSY',
      command: 'vfio_bind_gpasid',
    });
  });

  it.each([
    ['explain', 'vsva: explain takes one id; vsva list names them\n'],
    ['explain golden vfio-v1', 'vsva: explain takes one id; vsva list names them\n'],
    ['explain entry-ownr', 'vsva: unknown id "entry-ownr"; did you mean "iommu/entry-owner"?\n'],
    ['explain nothing-like-it', 'vsva: unknown id "nothing-like-it"\n'],
  ])('refuses %s', async (line, err) => {
    expect(await type(line)).toEqual({ code: 64, out: '', err });
  });
});
