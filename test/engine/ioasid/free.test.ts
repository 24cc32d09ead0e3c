import { describe, expect, it } from 'vitest';
import { SmallHost } from '../small-host.ts';

const free = (host: SmallHost, actor: string, hpasid: string) => host.does('ioasid_free', { actor, hpasid });

describe('ioasid_free in the engine', () => {
  it('frees an unused host PASID at once', () => {
    const host = new SmallHost().withPasids();
    expect(free(host, 'vm1', 'p1')).toBe('0');
    expect(host.state()['ioasid']).toEqual({ p2: { state: 'idle', set: 's2', refs: 1 } });
  });

  it('leaves a bound one as free_pending with the reference of the IOMMU driver', () => {
    const host = new SmallHost().bound();
    expect(free(host, 'vm1', 'p1')).toBe('0');
    expect(host.state()['ioasid']).toMatchObject({ p1: { state: 'free_pending', set: 's1', refs: 1 } });
    expect(host.state()['binding']).toMatchObject({ 'p1,d1': { pgd: 'pgd1' } });
  });

  it('changes nothing when it is called again meanwhile', () => {
    const host = new SmallHost().bound();
    free(host, 'vm1', 'p1');
    const before = host.state();
    expect(free(host, 'vm1', 'p1')).toBe('0');
    expect(host.state()).toEqual(before);
  });

  it('makes room in the quota, but not while the host PASID waits to be freed', () => {
    const host = new SmallHost().bound();
    free(host, 'vm2', 'p2');
    expect(host.does('ioasid_alloc', { actor: 'vm2', set: 's2' })).toBe('-ENOSPC');
    host.does('ioasid_reclaim', { actor: 'kernel', hpasid: 'p2' });
    expect(host.does('ioasid_alloc', { actor: 'vm2', set: 's2' })).toBe('p2');
  });

  it('refuses 0, 2^20 and a number of more than 32 bits, whatever its low half', () => {
    const host = new SmallHost().withPasids();
    expect(['0', '2^20', '2^32+p1'].map((hpasid) => free(host, 'vm1', hpasid))).toEqual([
      '-EINVAL',
      '-EINVAL',
      '-EINVAL',
    ]);
  });

  it("refuses what is free, and another's", () => {
    const host = new SmallHost().withPasids();
    expect(['p2', 'p3'].map((hpasid) => free(host, 'vm1', hpasid))).toEqual(['-ENOENT', '-ENOENT']);
    expect(free(host, 'kernel', 'p1')).toBe('-ENOENT');
  });
});
