import { describe, expect, it } from 'vitest';
import { ioasidRegisterNotifierMm } from '../../../model/ioasid/register-notifier-mm.ts';
import { ioasidRegisterNotifierMm as spec } from '../../../spec/ioasid/register-notifier-mm.ts';
import { Bench, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { idle, ofAll, ofSet, options, waiting } from './notified.ts';

const args = { actor: 'user1', token: 'vm1' };
const register = { kind: 'ioasid_register_notifier_mm', ...args };
const makeSet = { kind: 'ioasid_set_alloc', actor: 'kernel', type: 'MM', token: 'vm1', quota: '1' };

describe('ioasid_register_notifier_mm', () => {
  it('registers with the set of the process', () => {
    expect(new Bench([withSets], options).issue(register)).toEqual([
      '0',
      'setNotifier[chain1, s1, user1].registered: false → true',
    ]);
  });

  it('waits where there is none, and comes about with it', () => {
    const bench = new Bench([], options);
    expect(bench.issue(register)).toEqual(['0', 'waitingNotifier[chain1, vm1, user1].pending: false → true']);
    expect(bench.issue({ ...makeSet, type: 'NULL', token: 'none' })).not.toContain(
      'setNotifier[chain1, s1, user1].registered: false → true',
    );
    const changes = bench.issue(makeSet);
    expect(changes).toContain('setNotifier[chain1, s2, user1].registered: false → true');
    expect(changes).toContain('waitingNotifier[chain1, vm1, user1].pending: true → false');
  });

  it('need not come about for a user that is told of all by then', () => {
    const bench = new Bench([waiting('user1'), ofAll('user1')], options);
    expect(bench.issue(makeSet)).not.toContain('setNotifier[chain1, s1, user1].registered: false → true');
  });
});

describeRefusals(spec, ioasidRegisterNotifierMm, [
  { rule: 'ioasid/register-mm-no-token', states: [withSets], options, args: { ...args, token: 'none' } },
  {
    rule: 'ioasid/register-mm-waits',
    also: ['ioasid/register-mm-registered'],
    states: [waiting('user1'), ofAll('user1')],
    options,
    args,
  },
  {
    rule: 'ioasid/register-mm-registered',
    also: ['ioasid/register-mm-not-empty'],
    states: [withSets, idle, ofSet('user1')],
    options,
    args,
  },
  {
    rule: 'ioasid/register-mm-registered',
    when: 'the user is told of all',
    states: [ofAll('user1')],
    options,
    args,
  },
  {
    rule: 'ioasid/register-mm-not-empty',
    when: 'the set has a host PASID',
    states: [withSets, idle],
    options,
    args,
  },
  {
    rule: 'ioasid/register-mm-not-empty',
    when: 'the creator of the set has put it',
    states: [withSets, { ioasidSet: { s1: { put: true } }, ioasidSetUser: { 's1,user1': { holds: true } } }],
    options,
    args,
  },
]);
