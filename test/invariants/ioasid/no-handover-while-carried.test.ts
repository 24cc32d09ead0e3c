import { describe, expect, it } from 'vitest';
import { noHandoverWhileCarried as invariant } from '../../../invariants/ioasid/no-handover-while-carried.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import { judgeStep } from '../judge.ts';

const command = { kind: 'ioasid_alloc', actor: 'vm2', set: 's2' };
const sets = { ioasidSet: { s2: { type: 'MM', token: 'vm2', quota: 1 } } };
const handed = { command, answer: 'p1', after: [{ ioasid: { p1: { state: 'idle', set: 's2', refs: 1 } } }] };

/** Each leaves something of p1 on d1, which vm1 holds. */
const carried: Readonly<Record<string, StateJson>> = {
  'an entry': { pasidEntry: { 'd1,1': { pgd: 'pgd1' } } },
  'a binding': { binding: { 'p1,d1': { pgd: 'pgd1' } } },
  'a request that waits': { pageRequest: { 'd1,1,prg0': { outstanding: true } } },
};

describe(invariant.id, () => {
  it('holds of an allocation of what no device carries', () => {
    const other = { pasidEntry: { 'd1,2': { pgd: 'pgd1' } } };
    expect(judgeStep(invariant, { ...handed, before: [sets, other] })).toEqual({ broken: null, antecedent: 1 });
  });

  it("holds where only the receiver's own device carries it", () => {
    const own = { pasidEntry: { 'd3,1': { pgd: 'pgd1' } } };
    expect(judgeStep(invariant, { ...handed, before: [sets, own] })).toEqual({ broken: null, antecedent: 1 });
  });

  it('says nothing of failed allocations, of other commands, or of what is handed to no VM', () => {
    const before = [sets, ...Object.values(carried)];
    const asked = [
      { command, answer: '-ENOSPC', before },
      { command: { kind: 'ioasid_free', actor: 'vm2', hpasid: 'p1' }, before },
      { command: { kind: 'ioasid_alloc', actor: 'kernel', set: 's0' }, answer: 'p1', before },
    ];
    expect(asked.map((step) => judgeStep(invariant, step))).toEqual(asked.map(() => ({ broken: null, antecedent: 0 })));
  });

  for (const [what, state] of Object.entries(carried)) {
    it(`is broken where a device of another VM still has ${what} of it`, () => {
      expect(judgeStep(invariant, { ...handed, before: [sets, state] })).toEqual({
        broken: 'p1 was handed to vm2 while d1, which that VM does not hold, carries it',
        antecedent: 1,
      });
    });
  }
});
