import { describe, expect, it } from 'vitest';
import { FullHost } from '../../../engine/host.ts';
import { dropTags } from '../../../engine/iommu/caches.ts';
import { SmallHost } from '../small-host.ts';

const args = { actor: 'vm1', container: 'c1', caches: 'IOTLB', granularity: 'PASID', hpasid: 'p1' };
const invalidate = (host: SmallHost, more: Record<string, string> = {}) =>
  host.does('vfio_cache_invalidate', { ...args, ...more });
const dma = (host: SmallHost, actor: string, pasid: string) => host.does('dma_translate', { actor, pasid });

/** p1 is bound and cached on both devices of c1, p2 on d3. */
function cached(): SmallHost {
  const host = new SmallHost().bound();
  for (const actor of ['d1', 'd2']) dma(host, actor, '1');
  dma(host, 'd3', '2');
  return host;
}
const all = { pasidCache: true, iotlb: true, deviceTlb: true };

describe('vfio_cache_invalidate in the engine', () => {
  it('flushes what it names on every device of the container, and nothing else', () => {
    const host = cached();
    expect(invalidate(host, { caches: 'DEV_IOTLB', granularity: 'ADDR' })).toBe('0');
    const left = { pasidCache: true, iotlb: true };
    expect(host.state()['cachedTag']).toEqual({ 'd1,1,did2': left, 'd2,1,did3': left, 'd3,2,did4': all });
    expect(invalidate(host)).toBe('0');
    const last = { pasidCache: true };
    expect(host.state()['cachedTag']).toEqual({ 'd1,1,did2': last, 'd2,1,did3': last, 'd3,2,did4': all });
    expect([dma(host, 'd1', '1'), host.instance.stray()]).toEqual(['0', 0]);
    expect(host.state()['cachedTag']).toMatchObject({ 'd1,1,did2': all });
  });

  it('forgets an entry of which no cache holds anything any more, or held anything before', () => {
    const host = cached();
    const { words } = host.instance.host;
    dropTags(words, FullHost.regions, 1, 1, 7);
    expect(host.state()['cachedTag']).toEqual({ 'd2,1,did3': all, 'd3,2,did4': all });
    dropTags(words, FullHost.regions, 1, 1, 7);
    expect(host.instance.stray()).toBe(0);
  });

  it('refuses what the driver cannot do, before it looks at the PASID', () => {
    const host = cached();
    const before = host.state();
    const asked: readonly (readonly [string, string, string])[] = [
      ['0', 'PASID', '-EINVAL'],
      ['8', 'PASID', '-EINVAL'],
      ['IOTLB', '3', '-EINVAL'],
      ['IOTLB+PASID', 'ADDR', '-EINVAL'],
      ['DEV_IOTLB', 'DOMAIN', '-EINVAL'],
      ['DEV_IOTLB', 'PASID', '-EOPNOTSUPP'],
      ['PASID', 'PASID', '-EOPNOTSUPP'],
      ['IOTLB+PASID', 'PASID', '-EOPNOTSUPP'],
      ['IOTLB', 'DOMAIN', '-EOPNOTSUPP'],
    ];
    const answers = asked.map(([caches, granularity]) => invalidate(host, { caches, granularity, hpasid: 'none' }));
    expect(answers).toEqual(asked.map(([, , answer]) => answer));
    expect(host.state()).toEqual(before);
  });

  it('refuses what is no PASID, or not one of the caller’s', () => {
    const host = cached();
    const hpasids = ['none', '0', '2^20', '2^32+p1', 'p2', 'p3'];
    expect(hpasids.map((hpasid) => invalidate(host, { hpasid }))).toEqual([
      '-EINVAL',
      '-EINVAL',
      '-EINVAL',
      '-EINVAL',
      '-ENOENT',
      '-ENOENT',
    ]);
    expect(invalidate(host, { actor: 'vm2' })).toBe('-EPERM');
  });
});
