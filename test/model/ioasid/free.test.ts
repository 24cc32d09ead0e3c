import { describe, expect, it } from 'vitest';
import { ioasidFree } from '../../../model/ioasid/free.ts';
import { ioasidFree as spec } from '../../../spec/ioasid/free.ts';
import { Bench, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'vm1', hpasid: 'p1' };
const free = { kind: 'ioasid_free', ...args };
const idle = { ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } } };
const bound = {
  ioasid: { p1: { state: 'active', set: 's1', refs: 2 } },
  binding: { 'p1,d1': { pgd: 'pgd1' }, 'p1,d2': { pgd: 'pgd1' } },
  pasidEntry: { 'd1,1': { pgd: 'pgd1' }, 'd2,1': { pgd: 'pgd1' } },
};
const pending = { ioasid: { p1: { state: 'free_pending', set: 's1', refs: 1 } } };

describe('ioasid_free', () => {
  it('frees an unused host PASID at once', () => {
    expect(new Bench([withSets, idle]).issue(free)).toEqual([
      '0',
      'ioasid[p1].state: idle → free',
      'ioasid[p1].set: s1 → none',
      'ioasid[p1].refs: 1 → 0',
    ]);
  });

  it('lets a bound host PASID wait as free_pending, and touches no binding', () => {
    expect(new Bench([withSets, bound]).issue(free)).toEqual([
      '0',
      'ioasid[p1].state: active → free_pending',
      'ioasid[p1].refs: 2 → 1',
    ]);
  });

  it('succeeds again without effect while the host PASID waits', () => {
    expect(new Bench([withSets, pending]).issue(free)).toEqual(['0']);
  });

  it('lets one with users inside the kernel wait, and tells those who have a reference', () => {
    const used = { ioasid: { p1: { refs: 2 } }, ioasidUser: { 'p1,user2': { holds: true } } };
    expect(new Bench([withSets, idle, used]).issue(free)).toEqual([
      '0',
      'ioasid[p1].state: idle → free_pending',
      'ioasid[p1].refs: 2 → 1',
      'ioasidUser[p1, user2].notified: false → true',
    ]);
  });

  it("frees for the kernel what is the host's own", () => {
    const hosts = { ioasid: { p1: { state: 'idle', set: 's0', refs: 1 } } };
    expect(new Bench([hosts]).issue({ ...free, actor: 'kernel' })).toEqual([
      '0',
      'ioasid[p1].state: idle → free',
      'ioasid[p1].set: s0 → none',
      'ioasid[p1].refs: 1 → 0',
    ]);
  });
});

describeRefusals(spec, ioasidFree, [
  ...['0', '2^20', '2^32+p1'].map((hpasid) => ({
    rule: 'ioasid/free-no-pasid' as const,
    when: `${hpasid} is no PASID`,
    also: ['ioasid/free-not-own' as const],
    states: [withSets, idle],
    args: { ...args, hpasid },
  })),
  {
    rule: 'ioasid/free-not-own',
    when: 'the host PASID is free',
    states: [withSets, idle],
    args: { ...args, hpasid: 'p2' },
  },
  {
    rule: 'ioasid/free-not-own',
    when: 'there is no such host PASID',
    states: [withSets],
    args: { ...args, hpasid: 'p4' },
  },
  { rule: 'ioasid/free-not-own', when: 'another VM asks', states: [withSets, idle], args: { ...args, actor: 'vm2' } },
  {
    rule: 'ioasid/free-not-own',
    when: 'the kernel asks for a host PASID of a VM',
    states: [withSets, pending],
    args: { ...args, actor: 'kernel' },
  },
]);
