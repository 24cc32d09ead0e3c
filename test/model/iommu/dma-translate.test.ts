import { describe, expect, it } from 'vitest';
import { dmaTranslate } from '../../../model/iommu/dma-translate.ts';
import { dmaTranslate as spec } from '../../../spec/iommu/dma-translate.ts';
import { Bench, twoMappings } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'd4', pasid: '3' };
const dma = { kind: 'dma_translate', ...args };
const options = { topology: { ...twoMappings, iommu: { cachingMode: false } } };
const present = { pasidEntry: { 'd4,3': { pgd: 'pgd1', did: 'did5' } } };
const stale = { cachedTag: { 'd4,3,did5': { deviceTlb: true } } };

describe('dma_translate', () => {
  it('leaves what it took in every cache, under the domain id in the entry', () => {
    expect(new Bench([present], options).issue(dma)).toEqual([
      '0',
      'cachedTag[d4, 3, did5].pasidCache: false → true',
      'cachedTag[d4, 3, did5].iotlb: false → true',
      'cachedTag[d4, 3, did5].deviceTlb: false → true',
    ]);
  });

  it('is translated by what is still cached when the entry is gone', () => {
    for (const cache of ['pasidCache', 'iotlb', 'deviceTlb']) {
      const left = { cachedTag: { 'd4,3,did5': { [cache]: true } } };
      expect(new Bench([left], options).issue(dma)).toEqual(['0']);
    }
  });

  it('leaves nothing behind where nothing is cached', () => {
    expect(new Bench([{ pasidEntry: { 'd4,3': { pgd: 'pgd1' } } }]).issue(dma)).toEqual(['0']);
  });
});

describeRefusals(spec, dmaTranslate, [
  { rule: 'iommu/dma-not-translated', options, args },
  {
    rule: 'iommu/dma-not-translated',
    when: 'PASID 0 has no row',
    states: [present],
    options,
    args: { ...args, pasid: '0' },
  },
  {
    rule: 'iommu/dma-not-translated',
    when: 'only another device has an entry there, and something cached',
    states: [present, stale],
    options,
    args: { ...args, actor: 'd5' },
  },
]);
