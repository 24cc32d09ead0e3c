import { describe, expect, it } from 'vitest';
import { setLifetime as invariant } from '../../../invariants/ioasid/set-lifetime.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeStep } from '../judge.ts';

const put = { kind: 'ioasid_set_put', actor: 'kernel', set: 's1' };
const free = { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' };
const s1 = (cells: StateJson[string][string]): StateJson => ({ ioasidSet: { s1: cells } });
const gone = [s1({ type: 'none' })];
const judge = (command: Record<string, string>, before: StateJson[], after: StateJson[]) =>
  judgeStep(invariant, { command, before, after }, { ...twoGuests, users: 1 });

describe(invariant.id, () => {
  it('holds where a set goes as it is put, or after', () => {
    expect(judge(put, [s1({ type: 'MM' })], gone)).toEqual({ broken: null, antecedent: 1 });
    expect(judge(free, [s1({ type: 'MM', put: true })], gone)).toEqual({ broken: null, antecedent: 1 });
  });

  it('says nothing of a set that stays', () => {
    expect(judge(free, [s1({ type: 'MM' })], [])).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by a set that goes from under its creator, or from under a user', () => {
    expect(judge(free, [s1({ type: 'MM' })], gone).broken).toBe('s1 is gone, and its creator has not put it');
    expect(judge({ ...put, set: 's2' }, [s1({ type: 'MM' })], gone).broken) //
      .toBe('s1 is gone, and its creator has not put it');
    const found = { ioasidSetUser: { 's1,user1': { holds: true } } };
    expect(judge(put, [s1({ type: 'MM' }), found], gone).broken).toBe('s1 is gone, and user1 has a reference on it');
  });
});
