import { describe, expect, it } from 'vitest';
import { ioasidAlloc } from '../../../model/ioasid/alloc.ts';
import { allows, decide } from '../../../model/model.ts';
import { commandOf } from '../../../spec/commands.ts';
import { ioasidAlloc as spec } from '../../../spec/ioasid/alloc.ts';
import { Bench, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'vm1', set: 's1' };
const alloc = { kind: 'ioasid_alloc', ...args };
const idle = (set: string) => ({ state: 'idle', set, refs: 1 });

describe('ioasid_alloc', () => {
  it("makes a free host PASID an idle one of the caller's set, with its owner's reference", () => {
    expect(new Bench([withSets]).issue(alloc)).toEqual([
      'p1',
      'ioasid[p1].state: free → idle',
      'ioasid[p1].set: none → s1',
      'ioasid[p1].refs: 0 → 1',
    ]);
  });

  it('may answer any free host PASID, and no other', () => {
    const bench = new Bench([withSets, { ioasid: { p2: idle('s2') } }]);
    expect(bench.allowed(alloc)).toEqual(['p1', 'p3']);
    const command = commandOf('ioasid_alloc', [1, 1]);
    expect([0, 4, 2 ** 32 + 1].filter((value) => allows(bench.host, command, value))).toEqual([]);
  });

  it("serves the kernel out of the host's own set", () => {
    expect(new Bench().issue({ ...alloc, actor: 'kernel', set: 's0' })).toEqual([
      'p1',
      'ioasid[p1].state: free → idle',
      'ioasid[p1].set: none → s0',
      'ioasid[p1].refs: 0 → 1',
    ]);
  });

  it('counts against the quota what waits to be freed, and what other sets hold not at all', () => {
    const held = { p1: { state: 'free_pending', set: 's1', refs: 1 }, p2: idle('s2') };
    const bench = new Bench([withSets, { ioasid: held }]);
    expect(bench.issue(alloc)[0]).toBe('p3');
    expect(bench.refusal(alloc)).toBe('ioasid/alloc-over-quota');
  });
});

const full = { ioasid: { p1: idle('s1'), p2: idle('s1'), p3: idle('s2') } };
const noQuota = { ioasidSet: { s1: { quota: 0 } } };

describeRefusals(spec, ioasidAlloc, [
  {
    rule: 'ioasid/alloc-not-own-set',
    when: 'the set is of another VM',
    also: ['ioasid/alloc-over-quota', 'ioasid/alloc-none-free'],
    states: [withSets, full],
    args: { ...args, actor: 'vm2' },
  },
  {
    rule: 'ioasid/alloc-not-own-set',
    when: "the set is the host's",
    also: ['ioasid/alloc-none-free'],
    states: [withSets, full],
    args: { ...args, set: 's0' },
  },
  {
    rule: 'ioasid/alloc-not-own-set',
    when: 'the set is of a VM, and the kernel asks',
    also: ['ioasid/alloc-over-quota', 'ioasid/alloc-none-free'],
    states: [withSets, full],
    args: { ...args, actor: 'kernel' },
  },
  {
    rule: 'ioasid/alloc-not-own-set',
    when: 'there is no set of that number yet',
    also: ['ioasid/alloc-over-quota'],
    args,
  },
  {
    rule: 'ioasid/alloc-not-own-set',
    when: 'there cannot be a set of that number',
    also: ['ioasid/alloc-none-free'],
    states: [withSets, full],
    args: { ...args, set: 's3' },
  },
  {
    rule: 'ioasid/alloc-over-quota',
    also: ['ioasid/alloc-none-free'],
    states: [withSets, full],
    args,
  },
  {
    rule: 'ioasid/alloc-over-quota',
    when: 'the set was made without quota',
    states: [withSets, noQuota],
    args,
  },
  {
    rule: 'ioasid/alloc-none-free',
    states: [withSets, full, { ioasidSet: { s1: { quota: 3 } } }],
    args,
  },
]);

describe('a decision', () => {
  it('is null for a command that nothing refuses', () => {
    expect(decide(new Bench([withSets]).host, commandOf('ioasid_alloc', [1, 1]))).toBe(null);
  });
});
