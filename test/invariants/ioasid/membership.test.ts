import { describe, expect, it } from 'vitest';
import { membership as invariant } from '../../../invariants/ioasid/membership.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeState } from '../judge.ts';

const p1 = (state: string, set?: string) => ({ ioasid: { p1: { state, ...(set === undefined ? {} : { set }) } } });
const s1 = { ioasidSet: { s1: { type: 'MM', token: 'vm1' } } };

describe(invariant.id, () => {
  it('holds of members of a set that exists, those that wait to be freed included', () => {
    expect(judgeState(invariant, [s1, p1('free_pending', 's1')])).toEqual({ broken: null, antecedent: 1 });
    expect(judgeState(invariant, [])).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by a member that does not wait to be freed, of a set that everyone has put', () => {
    const put = { ioasidSet: { s1: { put: true } } };
    const data = { ...twoGuests, users: 1 };
    const held = { ioasidSetUser: { 's1,user1': { holds: true } } };
    expect(judgeState(invariant, [s1, put, p1('active', 's1')], data).broken) //
      .toBe('p1 is active, and everyone has put s1');
    expect(judgeState(invariant, [s1, put, p1('free_pending', 's1')], data).broken).toBeNull();
    expect(judgeState(invariant, [s1, put, held, p1('active', 's1')], data).broken).toBeNull();
  });

  it('is broken by a host PASID in no set, in one that is gone, or free and in one', () => {
    expect([p1('idle'), p1('idle', 's1'), p1('free', 's1')].map((state) => judgeState(invariant, [state]).broken)) //
      .toEqual(['p1 is idle, and in no set', 'p1 is idle, and s1 is gone', 'p1 is free, and a member of s1']);
  });
});
