import { describe, expect, it } from 'vitest';
import { noTagAfterTearDown as invariant } from '../../../invariants/iommu/no-tag-after-tear-down.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeState } from '../judge.ts';

const data = { ...twoGuests, iommu: { cachingMode: false } };
const entry = { pasidEntry: { 'd2,1': { pgd: 'pgd1', did: 'did3' } } };
const tag = (pasidCache: boolean, iotlb: boolean, deviceTlb: boolean, did = 'did3') => ({
  cachedTag: { [`d2,1,${did}`]: { pasidCache, iotlb, deviceTlb } },
});
const left = [tag(true, false, false), tag(false, true, false), tag(false, false, true)];

describe(invariant.id, () => {
  it('holds of what is cached of an entry that is present', () => {
    const verdicts = left.map((cached) => judgeState(invariant, [entry, cached], data));
    expect(verdicts).toEqual(left.map(() => ({ broken: null, antecedent: 1 })));
  });

  it('says nothing where nothing is cached', () => {
    expect(judgeState(invariant, [entry], data)).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by what any cache still holds of an entry that is gone', () => {
    expect(left.map((cached) => judgeState(invariant, [cached], data).broken)).toEqual([
      'the PASID cache has row 1 of d2',
      'the IOTLB translates for d2 at row 1',
      'd2 itself translates at row 1',
    ]);
  });

  it('holds of what is cached of the entry of a default PASID', () => {
    const auxiliary = { ...twoGuests, iommu: { cachingMode: false, auxiliary: [2], defaultPasids: true } };
    const second = { secondLevelEntry: { 'aux1,d2,1': { did: 'did3' } } };
    expect(judgeState(invariant, [second, tag(true, true, true)], auxiliary)) //
      .toEqual({ broken: null, antecedent: 1 });
  });

  it('is broken by what is cached under another domain id', () => {
    expect(judgeState(invariant, [entry, tag(false, true, false, 'did2')], data)).toEqual({
      broken: 'the IOTLB translates for d2 at row 1',
      antecedent: 1,
    });
  });
});
