import { describe, expect, it } from 'vitest';
import { dataWhileBound as invariant } from '../../../invariants/ioasid/data-while-bound.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeState } from '../judge.ts';

const p1 = (state: string, data?: string): StateJson => ({
  ioasid: { p1: data === undefined ? { state } : { state, data } },
});
const bound: StateJson = { binding: { 'p1,d1': { pgd: 'pgd1' } } };
const judge = (...states: StateJson[]) => judgeState(invariant, states, { ...twoGuests, users: 1, privateData: true });

describe(invariant.id, () => {
  it("holds of the driver's record on what is bound, and of any other on what is not", () => {
    expect(judge(p1('active', 'data1'), bound)).toEqual({ broken: null, antecedent: 1 });
    expect(judge(p1('idle', 'data2'))).toEqual({ broken: null, antecedent: 1 });
    expect(judge(p1('idle'))).toEqual({ broken: null, antecedent: 0 });
  });

  it('says nothing of free host PASIDs, and nothing where no private data is kept', () => {
    expect(judge(bound)).toEqual({ broken: null, antecedent: 0 });
    expect(judgeState(invariant, [{ ioasid: { p1: { state: 'active' } } }, bound], twoGuests)).toEqual({
      broken: null,
      antecedent: 0,
    });
  });

  it("is broken where the driver's record is missing, replaced, or left behind", () => {
    expect([judge(p1('active'), bound), judge(p1('active', 'data2'), bound), judge(p1('idle', 'data1'))]).toEqual([
      { broken: "p1 is bound, and has not the driver's record", antecedent: 1 },
      { broken: "p1 is bound, and has not the driver's record", antecedent: 1 },
      { broken: "p1 is bound nowhere, and has the driver's record", antecedent: 1 },
    ]);
  });
});
