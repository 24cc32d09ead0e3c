import { describe, expect, it } from 'vitest';
import { SmallHost } from '../small-host.ts';

const alloc = (host: SmallHost, min: string, max: string, set = 's1') =>
  host.does('ioasid_alloc_range', { actor: 'vm1', set, min, max });

describe('ioasid_alloc_range in the engine', () => {
  it('takes the lowest free one of the range, both ends included', () => {
    const host = new SmallHost().withSets();
    expect([alloc(host, 'p2', 'p3'), alloc(host, 'p2', 'p2'), alloc(host, 'p2', 'p3')]).toEqual([
      'p2',
      '-ENOSPC',
      'p3',
    ]);
    expect(alloc(host, 'p1', 'p1')).toBe('-ENOSPC');
  });

  it('refuses an empty range, and a set of another', () => {
    const host = new SmallHost().withSets();
    expect([alloc(host, 'p2', 'p1'), alloc(host, 'p1', 'p2', 's2'), alloc(host, 'p1', 'p2', 's3')]).toEqual([
      '-EINVAL',
      '-EINVAL',
      '-EINVAL',
    ]);
  });
});
