import { describe, expect, it } from 'vitest';
import { vfioCacheInvalidate } from '../../../model/vfio/cache-invalidate.ts';
import { vfioCacheInvalidate as spec } from '../../../spec/vfio/cache-invalidate.ts';
import { Bench, twoMappings, withSets } from '../bench.ts';
import { describeRefusals, type Row } from '../refusals.ts';

const args = { actor: 'vm1', container: 'c1', caches: 'IOTLB', granularity: 'PASID', hpasid: 'p1' };
const invalidate = { kind: 'vfio_cache_invalidate', ...args };
const all = { pasidCache: true, iotlb: true, deviceTlb: true };

/** p1 is bound in c1, and all of it is cached; so is p2 on one of the devices. */
const bound = {
  ioasid: { p1: { state: 'active', set: 's1', refs: 2 } },
  binding: { 'p1,d1': { pgd: 'pgd1' }, 'p1,d2': { pgd: 'pgd1' } },
  pasidEntry: {
    'd1,1': { pgd: 'pgd1', did: 'did2', slpt: 'slpt1' },
    'd2,1': { pgd: 'pgd1', did: 'did3', slpt: 'slpt2' },
  },
  cachedTag: { 'd1,1,did2': all, 'd2,1,did3': all, 'd1,2,did2': all },
};
const states = [withSets, bound];
const options = { topology: { ...twoMappings, iommu: { cachingMode: false } } };
const iotlb = ['cachedTag[d1, 1, did2].iotlb: true → false', 'cachedTag[d2, 1, did3].iotlb: true → false'];
const deviceTlb = ['cachedTag[d1, 1, did2].deviceTlb: true → false', 'cachedTag[d2, 1, did3].deviceTlb: true → false'];

describe('vfio_cache_invalidate', () => {
  it('flushes the IOTLB, and the TLB of every device of the container with it, by PASID or by address', () => {
    for (const granularity of ['PASID', 'ADDR']) {
      expect(new Bench(states, options).issue({ ...invalidate, granularity })).toEqual(['0', ...iotlb, ...deviceTlb]);
    }
  });

  it('flushes the TLB of the devices alone, by address', () => {
    const ofDevices = { ...invalidate, caches: 'DEV_IOTLB', granularity: 'ADDR' };
    expect(new Bench(states, options).issue(ofDevices)).toEqual(['0', ...deviceTlb]);
    const ofBoth = { ...ofDevices, caches: 'IOTLB+DEV_IOTLB' };
    expect(new Bench(states, options).issue(ofBoth)).toEqual(['0', ...iotlb, ...deviceTlb]);
  });

  it('changes nothing where nothing is cached, and may be asked for what waits to be freed', () => {
    const freed = { ioasid: { p1: { state: 'free_pending', set: 's1', refs: 1 } } };
    expect(new Bench([withSets, freed], options).issue(invalidate)).toEqual(['0']);
    expect(new Bench([withSets, freed]).issue(invalidate)).toEqual(['0']);
  });
});

const ill = { caches: '8', granularity: '3', hpasid: 'none' };

const rows: readonly Row<typeof spec>[] = [
  {
    rule: 'vfio/invalidate-not-opener',
    also: ['vfio/invalidate-no-domain', 'vfio/invalidate-not-nesting', 'iommu/invalidate-no-cache'],
    states,
    args: { ...args, ...ill, container: 'c6' },
  },
  {
    rule: 'vfio/invalidate-no-domain',
    also: ['vfio/invalidate-not-nesting', 'iommu/invalidate-no-cache', 'iommu/invalidate-no-granularity'],
    states,
    args: { ...args, ...ill, actor: 'vm2', container: 'c6' },
  },
  {
    rule: 'vfio/invalidate-not-nesting',
    also: ['iommu/invalidate-no-cache', 'iommu/invalidate-no-granularity', 'vfio/invalidate-no-hpasid'],
    states,
    args: { ...args, ...ill, actor: 'vm2', container: 'c5' },
  },
  ...['0', '8'].map((caches) => ({
    rule: 'iommu/invalidate-no-cache' as const,
    when: `the caches are ${caches}`,
    also: ['iommu/invalidate-no-granularity' as const, 'vfio/invalidate-no-hpasid' as const],
    states,
    args: { ...args, ...ill, caches },
  })),
  {
    rule: 'iommu/invalidate-no-granularity',
    also: ['iommu/invalidate-unsupported', 'vfio/invalidate-no-hpasid'],
    states,
    args: { ...args, ...ill, caches: 'PASID' },
  },
  {
    rule: 'iommu/invalidate-address-in-pasid-cache',
    also: ['iommu/invalidate-unsupported', 'vfio/invalidate-no-hpasid'],
    states,
    args: { ...args, caches: 'IOTLB+PASID', granularity: 'ADDR', hpasid: '0' },
  },
  {
    rule: 'iommu/invalidate-domain-of-device-tlb',
    also: ['iommu/invalidate-unsupported', 'vfio/invalidate-no-hpasid'],
    states,
    args: { ...args, caches: 'DEV_IOTLB', granularity: 'DOMAIN', hpasid: 'none' },
  },
  ...[
    ['PASID', 'PASID'],
    ['IOTLB+PASID', 'PASID'],
    ['DEV_IOTLB', 'PASID'],
    ['IOTLB+DEV_IOTLB', 'PASID'],
    ['IOTLB', 'DOMAIN'],
  ].map(([caches, granularity]) => ({
    rule: 'iommu/invalidate-unsupported' as const,
    when: `${caches} cannot be flushed by ${granularity}`,
    also: ['vfio/invalidate-no-hpasid' as const],
    states,
    args: { ...args, caches: caches as string, granularity: granularity as string, hpasid: '2^20' },
  })),
  ...['none', '0', '2^20', '2^32+p1'].map((hpasid) => ({
    rule: 'vfio/invalidate-no-hpasid' as const,
    when: `hpasid is ${hpasid}`,
    also: ['vfio/invalidate-not-own' as const],
    states,
    args: { ...args, hpasid },
  })),
  { rule: 'vfio/invalidate-not-own', when: 'the host PASID is free', states, args: { ...args, hpasid: 'p2' } },
  {
    rule: 'vfio/invalidate-not-own',
    when: 'the host PASID is of another VM',
    states: [...states, { ioasid: { p1: { set: 's2' } } }],
    args,
  },
];

describeRefusals(
  spec,
  vfioCacheInvalidate,
  rows.map((row) => ({ ...row, options })),
);
