import { describe, expect, it } from 'vitest';
import { ioasidSetPut } from '../../../model/ioasid/set-put.ts';
import { ioasidSetPut as spec } from '../../../spec/ioasid/set-put.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import { Bench, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'kernel', set: 's1' };
const put = { kind: 'ioasid_set_put', ...args };
const member = (state: string, refs: number): StateJson => ({ ioasid: { p2: { state, set: 's1', refs } } });
const used: StateJson = { ioasidUser: { 'p2,user1': { holds: true } } };
const found: StateJson = { ioasidSetUser: { 's1,user1': { holds: true } } };
const wasPut: StateJson = { ioasidSet: { s1: { put: true } } };
const gone = ['ioasidSet[s1].type: MM → none', 'ioasidSet[s1].token: vm1 → none', 'ioasidSet[s1].quota: 2 → 0'];

describe('ioasid_set_put', () => {
  it('ends a set without members at once, and gives back its quota', () => {
    expect(new Bench([withSets]).issue(put)).toEqual(['0', ...gone]);
  });

  it('frees the members, and the set is gone with the last', () => {
    expect(new Bench([withSets, member('idle', 1)]).issue(put)).toEqual([
      '0',
      ...gone,
      'ioasid[p2].state: idle → free',
      'ioasid[p2].set: s1 → none',
      'ioasid[p2].refs: 1 → 0',
    ]);
  });

  it('lets a set wait for a member that is used, with its quota and its token', () => {
    const bench = new Bench([withSets, member('idle', 2), used]);
    expect(bench.issue(put)).toEqual([
      '0',
      'ioasidSet[s1].put: false → true',
      'ioasid[p2].state: idle → free_pending',
      'ioasid[p2].refs: 2 → 1',
      'ioasidUser[p2, user1].notified: false → true',
    ]);
    expect(bench.refusal({ kind: 'ioasid_alloc', actor: 'vm1', set: 's1' })).toBe('ioasid/alloc-not-own-set');
    const again = { kind: 'ioasid_set_alloc', actor: 'kernel', type: 'MM', token: 'vm1', quota: '0' };
    expect(bench.refusal(again)).toBe('ioasid/set-token-taken');
    expect(bench.issue({ kind: 'ioasid_put', actor: 'user1', set: 's1', hpasid: 'p2' })).toContain(gone[0]);
    expect(bench.issue(again)[0]).toBe('s1');
  });

  it('frees no member while a user inside the kernel holds the set', () => {
    const bench = new Bench([withSets, member('idle', 1), found]);
    expect(bench.issue(put)).toEqual(['0', 'ioasidSet[s1].put: false → true']);
    expect(bench.issue({ ...put, actor: 'user1' })).toContain('ioasid[p2].state: idle → free');
  });

  it('lets a user drop its reference while the creator keeps its own', () => {
    expect(new Bench([withSets, member('idle', 1), found]).issue({ ...put, actor: 'user1' })).toEqual([
      '0',
      'ioasidSetUser[s1, user1].holds: true → false',
    ]);
  });

  it('leaves members of other sets alone', () => {
    const other = { ioasid: { p1: { state: 'idle', set: 's2', refs: 1 } } };
    expect(new Bench([withSets, other]).issue(put)).toEqual(['0', ...gone]);
  });
});

describeRefusals(spec, ioasidSetPut, [
  {
    rule: 'ioasid/set-put-none',
    also: ['ioasid/set-put-not-held'],
    args: { ...args, actor: 'user1' },
  },
  {
    rule: 'ioasid/set-put-not-held',
    when: 'its creator has put it before',
    states: [withSets, member('free_pending', 1), wasPut],
    args,
  },
  {
    rule: 'ioasid/set-put-not-held',
    when: 'the user holds another',
    states: [withSets, found],
    args: { actor: 'user1', set: 's2' },
  },
]);
