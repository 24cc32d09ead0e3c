import { describe, expect, it } from 'vitest';
import { iommuAuxAttachDevice } from '../../../model/iommu/aux-attach-device.ts';
import { iommuAuxAttachDevice as spec } from '../../../spec/iommu/aux-attach-device.ts';
import { Bench, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { args, attach, attached, disabled, options } from './aux-states.ts';

describe('iommu_aux_attach_device', () => {
  it("takes a host PASID of the host's own, and enters the domain there", () => {
    const bench = new Bench([withSets], options);
    expect(bench.allowed(attach)).toEqual(['p1', 'p2', 'p3']);
    expect(bench.issue(attach)).toEqual([
      'p1',
      'ioasid[p1].state: free → idle',
      'ioasid[p1].set: none → s0',
      'ioasid[p1].refs: 0 → 2',
      'defaultPasid[aux1, d3].hpasid: none → p1',
      'secondLevelEntry[aux1, d3, 1].did: none → did4',
    ]);
  });

  it('has DMA with the default PASID translated, and cached under the id of the domain', () => {
    const bench = new Bench([withSets, attached], options);
    expect(bench.issue({ kind: 'dma_translate', actor: 'd3', pasid: '1' })).toContain(
      'cachedTag[d3, 1, did4].iotlb: false → true',
    );
    expect(bench.issue({ kind: 'dma_translate', actor: 'd4', pasid: '1' })).toEqual(['-EFAULT']);
  });
});

describeRefusals(spec, iommuAuxAttachDevice, [
  {
    rule: 'iommu/aux-not-enabled',
    when: 'the feature is disabled',
    also: ['iommu/aux-attached', 'iommu/aux-no-pasid'],
    states: [withSets, attached, disabled],
    options,
    args,
  },
  {
    rule: 'iommu/aux-not-enabled',
    when: 'the device has no auxiliary domain',
    also: ['iommu/aux-no-pasid'],
    states: [withSets, attached],
    options,
    args: { ...args, device: 'd1' },
  },
  {
    rule: 'iommu/aux-attached',
    also: ['iommu/aux-no-pasid'],
    states: [withSets, attached],
    options,
    args,
  },
  ...[{ type: 'none' }, { put: true }, { type: 'MM', token: 'vm1' }].map((set) => ({
    rule: 'iommu/aux-no-pasid' as const,
    when: `the host's own set is gone, or was put, or its number is another's: ${JSON.stringify(set)}`,
    states: [withSets, { ioasidSet: { s0: set } }],
    options,
    args,
  })),
  {
    rule: 'iommu/aux-no-pasid',
    when: "the host's own set is full",
    states: [withSets, attached],
    options,
    args: { ...args, device: 'd4' },
  },
  {
    rule: 'iommu/aux-no-pasid',
    when: 'no host PASID is free',
    states: [
      withSets,
      {
        ioasid: {
          p1: { state: 'idle', set: 's1', refs: 1 },
          p2: { state: 'idle', set: 's1', refs: 1 },
          p3: { state: 'idle', set: 's2', refs: 1 },
        },
      },
    ],
    options,
    args,
  },
]);
