import { describe, expect, it } from 'vitest';
import { lookUpByName as invariant } from '../../../invariants/ioasid/look-up-by-name.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeStep } from '../judge.ts';

const find = { kind: 'ioasid_find_by_spid', actor: 'user1', set: 's1', spid: 'g1' };
const s1 = { ioasidSet: { s1: { type: 'MM', token: 'vm1' } } };
const p1 = (state: string, set = 's1'): StateJson => ({ ioasid: { p1: { state, set } } });
const named: StateJson = { guestToHost: { 'vm1,g1': { hpasid: 'p1' } } };
const judge = (before: StateJson[], answer = 'p1', command: Record<string, string> = find) =>
  judgeStep(invariant, { command, answer, before }, { ...twoGuests, users: 1 });

describe(invariant.id, () => {
  it('holds of one that is of the set and of the name, and says nothing of failures and other commands', () => {
    expect(judge([s1, p1('idle'), named])).toEqual({ broken: null, antecedent: 1 });
    expect(judge([s1], '-ENXIO')).toEqual({ broken: null, antecedent: 0 });
    const put = { kind: 'ioasid_put', actor: 'user1', set: 's1', hpasid: 'p1' };
    expect(judge([], '0', put)).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by one of another set, by one that waits to be freed, and by one of another name', () => {
    const wrong = [[s1, p1('idle', 's2'), named], [s1, p1('free_pending'), named], [s1, p1('idle')], [p1('idle')]];
    expect(wrong.map((before) => judge(before).broken)).toEqual([
      'p1 is not of s1',
      'p1 waits to be freed',
      'g1 does not stand for p1',
      'g1 does not stand for p1',
    ]);
  });
});
