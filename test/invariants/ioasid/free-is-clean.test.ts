import { describe, expect, it } from 'vitest';
import { freeIsClean as invariant } from '../../../invariants/ioasid/free-is-clean.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import { judgeState } from '../judge.ts';

const left: Readonly<Record<string, StateJson>> = {
  'p2 is free, but a gpasid stands for it': { guestToHost: { 'vm2,g1': { hpasid: 'p2' } } },
  'p2 is free, but bound on d3': { binding: { 'p2,d3': { pgd: 'pgd1' } } },
  'p2 is free, but row 2 of d1 is present': { pasidEntry: { 'd1,2': { pgd: 'pgd1' } } },
  'p2 is free, but a page request of d2 is pending': { pageRequest: { 'd2,2,prg1': { pending: true } } },
  'p2 is free, but d3 waits for a response': { pageRequest: { 'd3,2,prg0': { outstanding: true } } },
};

describe(invariant.id, () => {
  it('looks at every free host PASID', () => {
    expect(judgeState(invariant, [])).toEqual({ broken: null, antecedent: 2 });
  });

  it('says nothing of host PASIDs in use', () => {
    const used = { ioasid: { p2: { state: 'active', refs: 2 } } };
    expect(judgeState(invariant, [used, ...Object.values(left)])).toEqual({ broken: null, antecedent: 1 });
  });

  for (const [broken, state] of Object.entries(left)) {
    it(`is broken where ${broken}`, () => {
      expect(judgeState(invariant, [state])).toEqual({ broken, antecedent: 2 });
    });
  }
});
