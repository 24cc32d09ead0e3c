import { describe, expect, it } from 'vitest';
import { letGo } from '../../../model/ioasid/lifecycle.ts';
import { ioasidPut } from '../../../model/ioasid/put.ts';
import type { Design } from '../../../spec/designs/design.ts';
import { designs } from '../../../spec/designs/designs.ts';
import { ioasidPut as spec } from '../../../spec/ioasid/put.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import type { Hpasid } from '../../../spec/sorts.ts';
import { Bench, twoMappings, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'user1', set: 's1', hpasid: 'p1' };
const put = { kind: 'ioasid_put', ...args };
const p1 = (state: string, refs: number): StateJson => ({ ioasid: { p1: { state, set: 's1', refs } } });
const held = { ioasidUser: { 'p1,user1': { holds: true } } };
const told = { ioasidUser: { 'p1,user1': { holds: true, notified: true } } };

describe('ioasid_put', () => {
  it('drops the reference of the user', () => {
    expect(new Bench([withSets, p1('idle', 2), held]).issue(put)).toEqual([
      '0',
      'ioasid[p1].refs: 2 → 1',
      'ioasidUser[p1, user1].holds: true → false',
    ]);
  });

  it('leaves a host PASID waiting while another has a reference', () => {
    expect(new Bench([withSets, p1('free_pending', 2), told]).issue(put)).toEqual([
      '0',
      'ioasid[p1].refs: 2 → 1',
      'ioasidUser[p1, user1].holds: true → false',
      'ioasidUser[p1, user1].notified: true → false',
    ]);
  });

  it('frees one that waits when it was the last', () => {
    expect(new Bench([withSets, p1('free_pending', 1), told]).issue(put)).toEqual([
      '0',
      'ioasid[p1].state: free_pending → free',
      'ioasid[p1].set: s1 → none',
      'ioasid[p1].refs: 1 → 0',
      'ioasidUser[p1, user1].holds: true → false',
      'ioasidUser[p1, user1].notified: true → false',
    ]);
  });
});

describe('the last reference', () => {
  it('takes no name away where only binds give names, which they take away themselves', () => {
    const commands = ['ioasid_put'] as const;
    const named = { guestToHost: { 'vm2,g1': { hpasid: 'p1' } } };
    const bench = new Bench([withSets, p1('free_pending', 1), told, named], { topology: { ...twoMappings, commands } });
    expect(bench.issue(put).filter((change) => change.startsWith('guestToHost'))).toEqual([]);
  });

  it('is nobody’s loss where the host PASID is in no set', () => {
    const design = designs.find(({ name }) => name === 'fault/free-leaves-bindings') as Design;
    const bench = new Bench([{ ioasid: { p1: { state: 'idle', refs: 1 } } }], { design });
    expect(letGo(1 as Hpasid)(bench.host)).toBe(null);
    expect(bench.host.state.ioasid.at(1 as Hpasid).state).toBe('free');
  });
});

describe('a host PASID that is freed while it is bound and used', () => {
  /** How all of them let go, each in one command. */
  const ends: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    free: { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' },
    kvm: put,
    vdcm: { ...put, actor: 'user2' },
    worker: { kind: 'ioasid_reclaim', actor: 'kernel', hpasid: 'p1' },
    unbind: { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c2', hpasid: 'p1' },
  };
  const inUse: StateJson = {
    ioasid: { p1: { state: 'active', set: 's1', refs: 4 } },
    ioasidUser: { 'p1,user1': { holds: true }, 'p1,user2': { holds: true } },
    binding: { 'p1,d3': { pgd: 'pgd1' } },
    pasidEntry: { 'd3,1': { pgd: 'pgd1' } },
  };
  const orders = [
    ['unbind', 'vdcm', 'kvm', 'free'],
    ['unbind', 'free', 'kvm', 'vdcm'],
    ['free', 'kvm', 'vdcm', 'worker'],
    ['free', 'worker', 'vdcm', 'kvm'],
    ['free', 'vdcm', 'worker', 'kvm'],
    ['kvm', 'free', 'worker', 'vdcm'],
  ];

  it.each(orders)('is as never used after %s, %s, %s, %s', (...order) => {
    const bench = new Bench([withSets, inUse]);
    for (const step of order) expect(bench.issue(ends[step] as (typeof ends)[string])[0]).toBe('0');
    const row = bench.host.state.ioasid.at(1 as never);
    expect([row.state, row.set, row.refs]).toEqual(['free', null, 0]);
    expect(bench.host.state.ioasidUser.every('holds', [false])).toBe(true);
    expect(bench.host.state.ioasidUser.every('notified', [false])).toBe(true);
    expect(bench.host.state.binding.every('pgd', [null])).toBe(true);
    expect(bench.host.state.pasidEntry.every('pgd', [null])).toBe(true);
  });

  it('is no more to be unbound by its VM', () => {
    const bench = new Bench([withSets, inUse]);
    bench.issue(ends['free'] as (typeof ends)[string]);
    expect(bench.issue(ends['unbind'] as (typeof ends)[string])).toEqual(['-EBUSY']);
  });
});

describeRefusals(spec, ioasidPut, [
  {
    rule: 'ioasid/put-not-member',
    when: 'another set holds the host PASID',
    also: ['ioasid/put-not-held'],
    states: [withSets, p1('idle', 1)],
    args: { ...args, set: 's2' },
  },
  {
    rule: 'ioasid/put-not-member',
    when: 'the host PASID is free',
    also: ['ioasid/put-not-held'],
    states: [withSets],
    args,
  },
  { rule: 'ioasid/put-not-held', states: [withSets, p1('idle', 2), held], args: { ...args, actor: 'user2' } },
]);
