import { describe, expect, it } from 'vitest';
import { entryAsBound as invariant } from '../../../invariants/iommu/entry-as-bound.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeState } from '../judge.ts';

const entry = { pasidEntry: { 'd2,1': { pgd: 'pgd1' } } };
const bound = (pgd: string) => ({ binding: { 'p1,d2': { pgd } } });

describe(invariant.id, () => {
  it('holds where what is bound is what is in the entry', () => {
    expect(judgeState(invariant, [entry, bound('pgd1')])).toEqual({ broken: null, antecedent: 1 });
    expect(judgeState(invariant, [])).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by an entry without binding, a binding without entry, or two page directories', () => {
    expect(
      [[entry], [bound('pgd1')], [entry, bound('pgd2')]].map((states) => judgeState(invariant, states).broken),
    ).toEqual([
      'row 1 of d2 has pgd1, and nothing is bound there',
      'row 1 of d2 has nothing, and pgd1 is bound there',
      'row 1 of d2 has pgd1, and pgd2 is bound there',
    ]);
  });

  it('is broken by an entry at a row that is no host PASID', () => {
    const beyond = [{ pasidEntry: { 'd2,3': { pgd: 'pgd1' } } }];
    expect(judgeState(invariant, beyond, { ...twoGuests, gpasids: 3 }).broken).toBe(
      'row 3 of d2 has pgd1, and nothing is bound there',
    );
  });
});
