import { describe, expect, it } from 'vitest';
import { ioasidRegisterNotifier } from '../../../model/ioasid/register-notifier.ts';
import { ioasidRegisterNotifier as spec } from '../../../spec/ioasid/register-notifier.ts';
import { Bench, twoMappings, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { idle, ofAll, ofSet, options } from './notified.ts';

const args = { actor: 'user1', set: 's1' };
const register = { kind: 'ioasid_register_notifier', ...args };
const free = { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' };
/** Both users hold p1. */
const held = {
  ioasid: { p1: { refs: 3 } },
  ioasidUser: { 'p1,user1': { holds: true }, 'p1,user2': { holds: true } },
};

describe('ioasid_register_notifier', () => {
  it('registers for one set, or for all', () => {
    const bench = new Bench([withSets], options);
    expect(bench.issue(register)).toEqual(['0', 'setNotifier[chain1, s1, user1].registered: false → true']);
    expect(bench.issue({ ...register, actor: 'user2', set: 'none' })).toEqual([
      '0',
      'globalNotifier[chain1, user2].registered: false → true',
    ]);
  });

  it('has the user told of a free, before the IOMMU driver and after those of a higher priority', () => {
    const bench = new Bench([withSets, idle, held, ofSet('user2'), ofAll('user1')], options);
    expect(bench.issue(free)).toEqual([
      '0',
      'ioasid[p1].state: idle → free_pending',
      'ioasid[p1].refs: 3 → 2',
      'ioasidUser[p1, user1].notified: false → true',
      'ioasidUser[p1, user2].notified: false → true',
      'lastFree[nb1].place: 0 → 1',
      'lastFree[nb2].place: 0 → 2',
      'lastFree[nb3].place: 0 → 3',
    ]);
  });

  it('has nobody told where the owner has the last reference', () => {
    const bench = new Bench([withSets, idle, ofSet('user1')], options);
    expect(bench.issue(free)).toEqual([
      '0',
      'ioasid[p1].state: idle → free',
      'ioasid[p1].set: s1 → none',
      'ioasid[p1].refs: 1 → 0',
    ]);
  });

  it('is done for KVM and the VDCM where they translate for a VM', () => {
    const topology = { ...twoMappings, notifiers: true, kvms: [2], mdevs: [1] };
    const [kvm, vdcm] = ['user1', 'user2'].map((actor) =>
      ['s0', 's1', 's2'].map((set) => new Bench([withSets], { topology }).refusal({ ...register, actor, set })),
    );
    expect(kvm).toEqual([null, null, 'ioasid/register-registered']);
    expect(vdcm).toEqual([null, 'ioasid/register-registered', null]);
  });

  it('ends with the set', () => {
    const bench = new Bench([withSets, ofSet('user1')], options);
    expect(bench.issue({ kind: 'ioasid_set_put', actor: 'kernel', set: 's1' })).toContain(
      'setNotifier[chain1, s1, user1].registered: true → false',
    );
  });
});

describeRefusals(spec, ioasidRegisterNotifier, [
  { rule: 'ioasid/register-no-set', also: ['ioasid/register-registered'], states: [ofAll('user1')], options, args },
  {
    rule: 'ioasid/register-no-set',
    when: 'its creator has put the set',
    also: ['ioasid/register-not-empty'],
    states: [withSets, idle, { ioasidSet: { s1: { put: true } } }],
    options,
    args,
  },
  {
    rule: 'ioasid/register-registered',
    also: ['ioasid/register-not-empty'],
    states: [withSets, idle, ofSet('user1')],
    options,
    args,
  },
  {
    rule: 'ioasid/register-registered',
    when: 'it is told of all',
    also: ['ioasid/register-not-empty'],
    states: [withSets, idle, ofAll('user1')],
    options,
    args,
  },
  {
    rule: 'ioasid/register-registered',
    when: 'it is to be told of all, and is told of one set',
    also: ['ioasid/register-not-empty'],
    states: [withSets, idle, ofSet('user1')],
    options,
    args: { ...args, set: 'none' },
  },
  { rule: 'ioasid/register-not-empty', states: [withSets, idle], options, args },
  {
    rule: 'ioasid/register-not-empty',
    when: 'it is to be told of all, and a host PASID is allocated',
    states: [withSets, idle],
    options,
    args: { ...args, set: 'none' },
  },
]);
