import { describe, expect, it } from 'vitest';
import { ioasidGet } from '../../../model/ioasid/get.ts';
import { ioasidGet as spec } from '../../../spec/ioasid/get.ts';
import { Bench, twoMappings, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'user1', set: 's1', hpasid: 'p1' };
const get = { kind: 'ioasid_get', ...args };
const idle = { ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } } };
const held = { ioasid: { p1: { refs: 2 } }, ioasidUser: { 'p1,user1': { holds: true } } };
const options = { topology: { ...twoMappings, notifiers: true } };
const pending = { ioasid: { p1: { state: 'free_pending' } } };

describe('ioasid_get', () => {
  it('takes a reference for the user', () => {
    expect(new Bench([withSets, idle]).issue(get)).toEqual([
      '0',
      'ioasid[p1].refs: 1 → 2',
      'ioasidUser[p1, user1].holds: false → true',
    ]);
  });

  it('takes one for each user', () => {
    const bench = new Bench([withSets, idle, held]);
    expect(bench.issue({ ...get, actor: 'user2' })).toEqual([
      '0',
      'ioasid[p1].refs: 2 → 3',
      'ioasidUser[p1, user2].holds: false → true',
    ]);
  });
});

describeRefusals(spec, ioasidGet, [
  {
    rule: 'ioasid/get-not-member',
    when: 'another set holds the host PASID',
    also: ['ioasid/get-free-pending', 'ioasid/get-held'],
    states: [withSets, idle, held, pending],
    args: { ...args, set: 's2' },
  },
  { rule: 'ioasid/get-not-member', when: 'the host PASID is free', states: [withSets], args },
  {
    rule: 'ioasid/get-free-pending',
    also: ['ioasid/get-held'],
    states: [withSets, idle, held, pending],
    args,
  },
  { rule: 'ioasid/get-held', also: ['ioasid/get-not-registered'], states: [withSets, idle, held], options, args },
  { rule: 'ioasid/get-not-registered', states: [withSets, idle], options, args },
  {
    rule: 'ioasid/get-not-registered',
    when: 'another user is registered, and this one with another set',
    states: [
      withSets,
      idle,
      { setNotifier: { 'chain1,s1,user2': { registered: true }, 'chain1,s2,user1': { registered: true } } },
    ],
    options,
    args,
  },
]);
