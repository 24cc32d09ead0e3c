import { describe, expect, it } from 'vitest';
import { ioasidUnregisterNotifier } from '../../../model/ioasid/unregister-notifier.ts';
import { ioasidUnregisterNotifier as spec } from '../../../spec/ioasid/unregister-notifier.ts';
import { Bench, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { idle, ofAll, ofSet, options } from './notified.ts';

const args = { actor: 'user1', set: 's1' };
const unregister = { kind: 'ioasid_unregister_notifier', ...args };
const held = { ioasid: { p1: { refs: 2 } }, ioasidUser: { 'p1,user1': { holds: true } } };

describe('ioasid_unregister_notifier', () => {
  it('ends a registration for one set, or for all', () => {
    expect(new Bench([withSets, idle, ofSet('user1')], options).issue(unregister)).toEqual([
      '0',
      'setNotifier[chain1, s1, user1].registered: true → false',
    ]);
    expect(new Bench([withSets, idle, ofAll('user1')], options).issue({ ...unregister, set: 'none' })).toEqual([
      '0',
      'globalNotifier[chain1, user1].registered: true → false',
    ]);
  });

  it('minds no reference on a host PASID of another set', () => {
    const other = { setNotifier: { 'chain1,s2,user1': { registered: true } } };
    expect(new Bench([withSets, idle, held, other], options).issue({ ...unregister, set: 's2' })[0]).toBe('0');
  });
});

describeRefusals(spec, ioasidUnregisterNotifier, [
  {
    rule: 'ioasid/unregister-not-registered',
    also: ['ioasid/unregister-in-use'],
    states: [withSets, idle, held, ofAll('user1'), ofSet('user2')],
    options,
    args,
  },
  {
    rule: 'ioasid/unregister-not-registered',
    when: 'the user is registered with a set, and not for all',
    also: ['ioasid/unregister-in-use'],
    states: [withSets, idle, held, ofSet('user1')],
    options,
    args: { ...args, set: 'none' },
  },
  { rule: 'ioasid/unregister-in-use', states: [withSets, idle, held, ofSet('user1')], options, args },
  {
    rule: 'ioasid/unregister-in-use',
    when: 'the user is registered for all, and has a reference on any',
    states: [withSets, idle, held, ofAll('user1')],
    options,
    args: { ...args, set: 'none' },
  },
]);
