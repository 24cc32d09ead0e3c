import { describe, expect, it } from 'vitest';
import { SmallHost } from '../small-host.ts';

const alloc = (host: SmallHost, actor: string, set: string) => host.does('ioasid_alloc', { actor, set });

describe('ioasid_alloc in the engine', () => {
  it('takes the lowest free host PASID', () => {
    const host = new SmallHost().withSets();
    expect([alloc(host, 'vm1', 's1'), alloc(host, 'vm2', 's2')]).toEqual(['p1', 'p2']);
    host.does('ioasid_free', { actor: 'vm1', hpasid: 'p1' });
    expect(alloc(host, 'vm1', 's1')).toBe('p1');
    expect(host.state()['ioasid']).toEqual({
      p1: { state: 'idle', set: 's1', refs: 1 },
      p2: { state: 'idle', set: 's2', refs: 1 },
    });
  });

  it("lets the kernel take from the host's own set", () => {
    expect(alloc(new SmallHost(), 'kernel', 's0')).toBe('p1');
  });

  it('refuses a set of another, one that is not there, and the number past all', () => {
    const host = new SmallHost();
    expect(alloc(host, 'vm1', 's1')).toBe('-EINVAL');
    host.withSets();
    expect(alloc(host, 'vm2', 's1')).toBe('-EINVAL');
    expect(alloc(host, 'kernel', 's1')).toBe('-EINVAL');
    expect(alloc(host, 'vm1', 's0')).toBe('-EINVAL');
    expect(alloc(host, 'vm1', 's3')).toBe('-EINVAL');
  });

  it('refuses what exceeds the quota', () => {
    const host = new SmallHost().withSets();
    expect([alloc(host, 'vm2', 's2'), alloc(host, 'vm2', 's2')]).toEqual(['p1', '-ENOSPC']);
  });

  it('refuses within the quota when no host PASID is free', () => {
    const host = new SmallHost().withSets();
    expect([alloc(host, 'kernel', 's0'), alloc(host, 'vm1', 's1'), alloc(host, 'vm1', 's1')]).toEqual([
      'p1',
      'p2',
      'p3',
    ]);
    expect(alloc(host, 'vm2', 's2')).toBe('-ENOSPC');
  });
});
