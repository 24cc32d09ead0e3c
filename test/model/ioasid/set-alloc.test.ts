import { describe, expect, it } from 'vitest';
import { ioasidSetAlloc } from '../../../model/ioasid/set-alloc.ts';
import { ioasidSetAlloc as spec } from '../../../spec/ioasid/set-alloc.ts';
import { Bench, twoMappings, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const sharing = (hostShare: number) => ({ topology: { ...twoMappings, hostShare } });
const args = { actor: 'kernel', type: 'MM', token: 'vm1', quota: '2' };
const setAlloc = { kind: 'ioasid_set_alloc', ...args };

describe('ioasid_set_alloc', () => {
  it("makes a set of type MM for a VM's process, with its quota", () => {
    expect(new Bench().issue(setAlloc)).toEqual([
      's1',
      'ioasidSet[s1].type: none → MM',
      'ioasidSet[s1].token: none → vm1',
      'ioasidSet[s1].quota: 0 → 2',
    ]);
  });

  it('makes a further set of type NULL for the host, without token', () => {
    expect(new Bench().issue({ ...setAlloc, type: 'NULL', token: 'none', quota: '1' })).toEqual([
      's1',
      'ioasidSet[s1].type: none → NULL',
      'ioasidSet[s1].quota: 0 → 1',
    ]);
  });

  it('gives all the capacity that is left to a set that asks for quota 0', () => {
    const bench = new Bench();
    bench.issue(setAlloc);
    expect(bench.issue({ ...setAlloc, token: 'vm2', quota: '0' })).toEqual([
      's2',
      'ioasidSet[s2].type: none → MM',
      'ioasidSet[s2].token: none → vm2',
      // A capacity of 5, less 1 for the host and 2 for vm1.
      'ioasidSet[s2].quota: 0 → 2',
    ]);
  });

  it('makes a set without quota when no capacity is left and quota 0 asks for the rest', () => {
    const bench = new Bench([{ ioasidSet: { s0: { quota: 5 } } }]);
    expect(bench.issue({ ...setAlloc, quota: '0' })).toEqual([
      's1',
      'ioasidSet[s1].type: none → MM',
      'ioasidSet[s1].token: none → vm1',
    ]);
  });

  it('answers the lowest number that is left, and no other', () => {
    const bench = new Bench([{ ioasidSet: { s1: { type: 'MM', token: 'vm2', quota: 1 } } }]);
    expect(bench.allowed(setAlloc)).toEqual(['s2']);
  });
});

describeRefusals(spec, ioasidSetAlloc, [
  {
    rule: 'ioasid/set-type-too-high',
    also: ['ioasid/set-over-capacity', 'ioasid/set-no-number'],
    states: [withSets],
    args: { ...args, type: '3', quota: '3' },
  },
  {
    rule: 'ioasid/set-over-capacity',
    also: ['ioasid/set-mm-without-token', 'ioasid/set-no-number'],
    states: [withSets],
    args: { ...args, token: 'none', quota: '2' },
  },
  {
    rule: 'ioasid/set-over-capacity',
    when: 'nothing is left, although the process has a set',
    also: ['ioasid/set-token-taken', 'ioasid/set-no-number'],
    states: [withSets],
    args: { ...args, quota: '1' },
  },
  {
    rule: 'ioasid/set-over-capacity',
    when: 'the quota exceeds the capacity, whatever the type',
    also: ['ioasid/set-null-with-token', 'ioasid/set-no-number'],
    states: [withSets],
    args: { ...args, type: 'NULL', quota: '6' },
  },
  {
    rule: 'ioasid/set-over-capacity',
    when: 'the quota exceeds the capacity, even without a type',
    also: ['ioasid/set-type-unknown', 'ioasid/set-no-number'],
    states: [withSets],
    args: { ...args, type: '0', quota: '6' },
  },
  {
    rule: 'ioasid/set-mm-without-token',
    also: ['ioasid/set-no-number'],
    states: [withSets],
    args: { ...args, token: 'none', quota: '0' },
  },
  { rule: 'ioasid/set-token-taken', also: ['ioasid/set-no-number'], states: [withSets], args: { ...args, quota: '0' } },
  {
    rule: 'ioasid/set-null-with-token',
    also: ['ioasid/set-no-number'],
    states: [withSets],
    args: { ...args, type: 'NULL', quota: '0' },
  },
  {
    rule: 'ioasid/set-type-unknown',
    also: ['ioasid/set-no-number'],
    states: [withSets],
    args: { ...args, type: '0', quota: '0' },
  },
  {
    rule: 'ioasid/set-over-share',
    also: ['ioasid/set-no-number'],
    states: [withSets, { ioasidSet: { s2: { quota: 1 } } }],
    options: sharing(1),
    args: { ...args, type: 'NULL', token: 'none', quota: '1' },
  },
  {
    rule: 'ioasid/set-over-share',
    when: 'it is to have all that is left, which is more than the share',
    options: sharing(4),
    args: { ...args, type: 'NULL', token: 'none', quota: '0' },
  },
  {
    rule: 'ioasid/set-no-number',
    states: [withSets],
    args: { ...args, type: 'NULL', token: 'none', quota: '0' },
  },
]);
