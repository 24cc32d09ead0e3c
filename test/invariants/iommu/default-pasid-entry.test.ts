import { describe, expect, it } from 'vitest';
import { defaultPasidEntry as invariant } from '../../../invariants/iommu/default-pasid-entry.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeState } from '../judge.ts';

const data = { ...twoGuests, iommu: { cachingMode: false, auxiliary: [1], defaultPasids: true } };
const p1 = (state: string, set: string): StateJson => ({ ioasid: { p1: { state, set } } });
const record: StateJson = { defaultPasid: { 'aux1,d1': { hpasid: 'p1' } } };
const entry = (row: number, did = 'did2'): StateJson => ({ secondLevelEntry: { [`aux1,d1,${row}`]: { did } } });
const judge = (...states: StateJson[]) => judgeState(invariant, states, data);

describe(invariant.id, () => {
  it("holds of a domain that is entered at its default PASID, which is the host's", () => {
    expect(judge(p1('idle', 's0'), record, entry(1))).toEqual({ broken: null, antecedent: 1 });
    expect(judge()).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by an entry elsewhere, by none, and by that of another domain', () => {
    const wrong = [[entry(2)], [p1('idle', 's0'), record], [p1('idle', 's0'), record, entry(1, 'did3')]];
    expect(wrong.map((states) => judge(...states).broken)).toEqual([
      'row 2 of d1 translates for its auxiliary domain, whose default PASID it is not',
      'the auxiliary domain of d1 is not at its default PASID',
      'the auxiliary domain of d1 is not at its default PASID',
    ]);
  });

  it('is broken by a default PASID that is free, of a guest, or bound', () => {
    const bound: StateJson = { binding: { 'p1,d2': { pgd: 'pgd1' } } };
    const wrong = [[], [p1('idle', 's1')], [p1('idle', 's0'), bound]];
    expect(wrong.map((states) => judge(record, entry(1), ...states).broken)).toEqual([
      "p1, the default PASID of d1, is not the host's",
      "p1, the default PASID of d1, is not the host's",
      'p1, the default PASID of d1, is bound',
    ]);
  });
});
