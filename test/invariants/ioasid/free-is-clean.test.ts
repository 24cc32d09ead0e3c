import { describe, expect, it } from 'vitest';
import { freeIsClean as invariant } from '../../../invariants/ioasid/free-is-clean.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import { translatedGuests, twoGuests } from '../../spec/topologies.ts';
import { judgeState } from '../judge.ts';

const left: Readonly<Record<string, StateJson>> = {
  'p2 is free, but a gpasid stands for it': { guestToHost: { 'vm2,g1': { hpasid: 'p2' } } },
  'p2 is free, but bound on d3': { binding: { 'p2,d3': { pgd: 'pgd1' } } },
  'p2 is free, but row 2 of d1 is present': { pasidEntry: { 'd1,2': { pgd: 'pgd1' } } },
  'p2 is free, but a page request of d2 is pending': { pageRequest: { 'd2,2,prg1': { pending: true } } },
  'p2 is free, but d3 waits for a response': { pageRequest: { 'd3,2,prg0': { outstanding: true } } },
};

/** What users inside the kernel have left. */
const leftInside: Readonly<Record<string, StateJson>> = {
  'p2 is free, but a user has a reference': { ioasidUser: { 'p2,user1': { holds: true } } },
  'p2 is free, but KVM translates to it': { pasidTranslation: { 'kvm1,g1': { number: '2' } } },
  'p2 is free, but a mediated device holds it': { mdevRegister: { mdev3: { number: '2' } } },
};

describe(invariant.id, () => {
  it('looks at every free host PASID', () => {
    expect(judgeState(invariant, [])).toEqual({ broken: null, antecedent: 2 });
  });

  it('says nothing of host PASIDs in use', () => {
    const used = { ioasid: { p2: { state: 'active', refs: 2 } } };
    expect(judgeState(invariant, [used, ...Object.values(left)])).toEqual({ broken: null, antecedent: 1 });
  });

  it('is broken where any cache holds something of a free host PASID', () => {
    const data = { ...twoGuests, iommu: { cachingMode: false } };
    for (const cache of ['pasidCache', 'iotlb', 'deviceTlb']) {
      expect(judgeState(invariant, [{ cachedTag: { 'd1,2,did2': { [cache]: true } } }], data)).toEqual({
        broken: 'p2 is free, but row 2 of d1 is cached',
        antecedent: 2,
      });
    }
  });

  for (const [broken, state] of Object.entries(left)) {
    it(`is broken where ${broken}`, () => {
      expect(judgeState(invariant, [state])).toEqual({ broken, antecedent: 2 });
    });
  }

  for (const [broken, state] of Object.entries(leftInside)) {
    it(`is broken where ${broken}, and not by the same of one in use`, () => {
      expect(judgeState(invariant, [state], translatedGuests).broken).toBe(broken);
      const used = { ioasid: { p2: { state: 'active', refs: 2 } } };
      expect(judgeState(invariant, [state, used], translatedGuests).broken).toBe(null);
    });
  }
});
