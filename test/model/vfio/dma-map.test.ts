import { describe, expect, it } from 'vitest';
import { vfioDmaMap } from '../../../model/vfio/dma-map.ts';
import { vfioDmaMap as spec } from '../../../spec/vfio/dma-map.ts';
import { Bench, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { withGroups, withoutC2 } from './groups.ts';

const topology = { ...withGroups, dma: { mapped: 1 } };
const options = { topology };
const args = { actor: 'vm1', container: 'c1', top: 'pgd2' };
const map = { kind: 'vfio_dma_map', ...args };
const bind = { kind: 'vfio_bind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1', gpasid: 'none', gpgd: 'pgd2' };
const idle = { ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } } };

describe('vfio_dma_map', () => {
  it('maps up to an address, so that a page directory there can be bound', () => {
    const bench = new Bench([withSets, idle], options);
    expect(bench.refusal(bind)).toBe('iommu/bind-gpgd-not-mapped');
    expect(bench.issue(map)).toEqual(['0', 'dmaMap[dma1].top: pgd1 → pgd2']);
    expect(bench.issue(bind)[0]).toBe('0');
  });

  it('starts from nothing where nothing is mapped at boot, or what was mapped went with the type', () => {
    const nothing = { topology: { ...topology, dma: { mapped: 0 } } };
    expect(new Bench([], nothing).issue(map)).toEqual(['0', 'dmaMap[dma1].top: none → pgd2']);
    const bench = new Bench([withSets], options);
    const close = bench.issue({ kind: 'vfio_container_close', actor: 'vm1', container: 'c1' });
    expect(close).toContain('dmaMap[dma1].top: pgd1 → none');
    const leave = bench.issue({ kind: 'vfio_group_unset_container', actor: 'vm1', group: 'grp4' });
    expect(leave).toContain('dmaMap[dma2].top: pgd1 → none');
  });
});

describeRefusals(spec, vfioDmaMap, [
  {
    rule: 'vfio/map-not-opener',
    also: ['vfio/map-no-domain', 'vfio/map-mapped'],
    states: [withoutC2],
    options,
    args: { actor: 'vm2', container: 'c2', top: 'pgd1' },
  },
  {
    rule: 'vfio/map-no-domain',
    also: ['vfio/map-mapped'],
    states: [withoutC2],
    options,
    args: { ...args, container: 'c2', top: 'pgd1' },
  },
  { rule: 'vfio/map-mapped', options, args: { ...args, top: 'pgd1' } },
]);
