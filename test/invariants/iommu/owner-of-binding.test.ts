import { describe, expect, it } from 'vitest';
import { ownerOfBinding as invariant } from '../../../invariants/iommu/owner-of-binding.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeState } from '../judge.ts';

const bound: StateJson = { binding: { 'p1,d1': { pgd: 'pgd1' } } };
const inherited: StateJson = { inheritedBinding: { 'mm1,p1': { inherited: true } } };
const judge = (...states: StateJson[]) => judgeState(invariant, states, { ...twoGuests, mmReuse: true });

describe(invariant.id, () => {
  it('holds of what the process that has the address has bound, and says nothing of what is not bound', () => {
    expect(judge(bound)).toEqual({ broken: null, antecedent: 1 });
    expect(judge(inherited)).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by what another has bound', () => {
    expect(judge(bound, inherited)).toEqual({
      broken: 'p1 was bound by a process that is gone, and another passes for it',
      antecedent: 1,
    });
  });
});
