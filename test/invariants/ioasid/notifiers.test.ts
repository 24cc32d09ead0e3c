import { describe, expect, it } from 'vitest';
import { holderIsTold } from '../../../invariants/ioasid/holder-is-told.ts';
import { notifierOfSet } from '../../../invariants/ioasid/notifier-of-set.ts';
import { toldInOrder } from '../../../invariants/ioasid/told-in-order.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeState } from '../judge.ts';

const data = { ...twoGuests, users: 2, notifiers: true };

describe(holderIsTold.id, () => {
  const p1 = (state: string): StateJson => ({ ioasid: { p1: { state } } });
  const user = (holds: boolean, notified: boolean): StateJson => ({ ioasidUser: { 'p1,user1': { holds, notified } } });

  it('holds of holders that were told, and says nothing of others, nor while nothing is freed', () => {
    const judge = (...states: StateJson[]) => judgeState(holderIsTold, states, data);
    expect(judge(p1('free_pending'), user(true, true))).toEqual({ broken: null, antecedent: 1 });
    expect(judge(p1('free_pending'), user(false, false))).toEqual({ broken: null, antecedent: 0 });
    expect(judge(p1('idle'), user(false, false))).toEqual({ broken: null, antecedent: 0 });
  });

  const owned: StateJson = {
    ioasidSet: { s1: { type: 'MM', token: 'vm1' } },
    ioasid: { p1: { state: 'idle', set: 's1' } },
  };

  it('is broken by a holder of one in use that is not registered for its events', () => {
    const broken = 'user1 holds p1, and is not registered for its events';
    expect(judgeState(holderIsTold, [owned, user(true, false)], data)).toEqual({ broken, antecedent: 0 });
    const second: StateJson = { ioasidUser: { 'p1,user2': { holds: true } } };
    expect(judgeState(holderIsTold, [owned, second], { ...data, mdevs: [2] }).broken) //
      .toBe('user2 holds p1, and is not registered for its events');
    const hosts: StateJson = { ioasid: { p1: { state: 'idle', set: 's0' } } };
    expect(judgeState(holderIsTold, [hosts, user(true, false)], data).broken).toBe(broken);
  });

  it('holds of one that is registered, with the set or for all, or for whose VM KVM or the VDCM translates', () => {
    const registered: StateJson[] = [
      { globalNotifier: { 'chain1,user1': { registered: true } } },
      { setNotifier: { 'chain1,s1,user1': { registered: true } } },
    ];
    for (const each of registered) {
      expect(judgeState(holderIsTold, [owned, user(true, false), each], data).broken).toBeNull();
    }
    expect(judgeState(holderIsTold, [owned, user(true, false)], { ...data, kvms: [1] }).broken).toBeNull();
    const second: StateJson = { ioasidUser: { 'p1,user2': { holds: true } } };
    expect(judgeState(holderIsTold, [owned, second], { ...data, mdevs: [1] }).broken).toBeNull();
    expect(judgeState(holderIsTold, [p1('idle'), user(true, false)], data).broken).toBeNull();
  });

  it('is broken by one that was not', () => {
    expect(judgeState(holderIsTold, [p1('free_pending'), user(true, false)], data).broken).toBe(
      'p1 waits to be freed, and user1, who holds it, was not told',
    );
  });
});

describe(toldInOrder.id, () => {
  const told = (...places: number[]): StateJson => ({
    lastFree: Object.fromEntries(places.map((place, index) => [`nb${index + 1}`, { place }])),
  });
  const judge = (...places: number[]) => judgeState(toldInOrder, [told(...places)], data);

  it('holds in the order of priorities, whoever is told', () => {
    expect(judge(1, 2, 3)).toEqual({ broken: null, antecedent: 3 });
    expect(judge(0, 1, 2)).toEqual({ broken: null, antecedent: 1 });
    expect(judge(0, 0, 1)).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by any other', () => {
    expect(judge(2, 0, 1).broken).toBe('nb3 was told of a free before nb1, which has the higher priority');
  });
});

describe(notifierOfSet.id, () => {
  const waits: StateJson = { waitingNotifier: { 'chain1,vm1,user1': { pending: true } } };
  const registered: StateJson = { setNotifier: { 'chain1,s1,user1': { registered: true } } };
  const s1: StateJson = { ioasidSet: { s1: { type: 'MM', token: 'vm1' } } };
  const judge = (...states: StateJson[]) => judgeState(notifierOfSet, states, data);

  it('holds of who is registered with a set that exists, and of who waits for one that does not', () => {
    expect(judge(s1, registered)).toEqual({ broken: null, antecedent: 1 });
    expect(judge(waits)).toEqual({ broken: null, antecedent: 1 });
    expect(judge()).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by waiting for what is there, and by being registered with what is gone', () => {
    expect([judge(s1, waits).broken, judge(registered).broken]).toEqual([
      'user1 waits for the set of vm1, which is s1',
      'user1 is registered with s1, which is gone',
    ]);
  });
});
