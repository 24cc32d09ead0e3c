import { describe, expect, it } from 'vitest';
import { nothingNewInFreePending as invariant } from '../../../invariants/ioasid/nothing-new-in-free-pending.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeStep } from '../judge.ts';

const command = { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' };
const p1 = (state: string): StateJson => ({ ioasid: { p1: { state } } });
const used: StateJson = { ioasidUser: { 'p1,user1': { holds: true } } };
const bound: StateJson = { binding: { 'p1,d1': { pgd: 'pgd1' } } };
const record: StateJson = { ioasid: { p1: { data: 'data2' } } };
const named: StateJson = { guestToHost: { 'vm1,g1': { hpasid: 'p1' } } };

const judge = (before: readonly StateJson[], after: readonly StateJson[]) =>
  judgeStep(invariant, { command, before, after }, { ...twoGuests, users: 1, privateData: true });

describe(invariant.id, () => {
  it('holds while what is there stays or goes', () => {
    const all = [p1('free_pending'), used, record, bound, named];
    expect(judge(all, [])).toEqual({ broken: null, antecedent: 1 });
    const gone = [p1('free'), { ioasidUser: { 'p1,user1': { holds: false } } }];
    expect(judge([p1('free_pending'), used], gone)).toEqual({ broken: null, antecedent: 1 });
  });

  it('says nothing of host PASIDs in use', () => {
    expect(judge([p1('idle')], [p1('active'), used, bound, named])).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by a way back, and by a new user, record, binding or guest name', () => {
    const after = [p1('idle'), used, record, bound, named];
    expect(after.map((change) => judge([p1('free_pending')], [change]).broken)).toEqual([
      'p1 waited to be freed, and is idle again',
      'p1 waits to be freed, and user1 got it',
      'p1 waits to be freed, and a record was left with it',
      'p1 waits to be freed, and was bound on d1',
      'p1 waits to be freed, and g1 of vm1 came to stand for it',
    ]);
  });
});
