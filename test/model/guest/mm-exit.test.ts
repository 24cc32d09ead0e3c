import { describe, expect, it } from 'vitest';
import { mmExit } from '../../../model/guest/mm-exit.ts';
import { mmExit as spec } from '../../../spec/guest/mm-exit.ts';
import { translatedGuests } from '../../spec/topologies.ts';
import { Bench } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { allocated, shadowed, written } from './states.ts';

const topology = {
  ...translatedGuests,
  fds: [
    { device: 1, holders: [1, 2] },
    { device: 2, holders: [2] },
  ],
};
const exit = { kind: 'mm_exit', actor: 'vm2' };
const carried = {
  ioasid: { p2: { refs: 4 } },
  ioasidUser: { 'p2,user1': { holds: true }, 'p2,user2': { holds: true } },
  pasidTranslation: { 'kvm1,g1': { number: '2' } },
  mdevRegister: { mdev2: { number: '2' } },
};
const setGone = ['ioasidSet[s2].quota: 2 → 0', 'ioasidSet[s2].type: MM → none', 'ioasidSet[s2].token: vm2 → none'];
const filesClosed = [
  'deviceFd[f2].device: d2 → none',
  'fdHolder[f1, vm2].held: true → false',
  'fdHolder[f2, vm2].held: true → false',
];
const freed = (pasid: string, state: string, refs: number) => [
  `ioasid[${pasid}].state: ${state} → free`,
  `ioasid[${pasid}].set: s2 → none`,
  `ioasid[${pasid}].refs: ${refs} → 0`,
];
const sorted = (changes: readonly string[]) => [...changes].sort();

describe('mm_exit', () => {
  it('tears down all that the process has, and nothing of another', () => {
    const bench = new Bench([allocated, written, shadowed, carried], { topology });
    expect(sorted(bench.issue(exit))).toEqual(
      sorted([
        '0',
        ...setGone,
        ...filesClosed,
        ...freed('p2', 'active', 4),
        ...freed('p3', 'idle', 1),
        'ioasidUser[p2, user1].holds: true → false',
        'ioasidUser[p2, user2].holds: true → false',
        'guestToHost[vm2, g1].hpasid: p2 → none',
        'binding[p2, d2].pgd: pgd1 → none',
        'binding[p2, d3].pgd: pgd1 → none',
        'pasidEntry[d2, 2].pgd: pgd1 → none',
        'pasidEntry[d3, 2].pgd: pgd1 → none',
        'guestPasidEntry[viommu2, 1].pgd: pgd1 → none',
        'vmmLookup[viommu2, 1].hpasid: p2 → none',
        'vmmLookup[viommu2, 2].hpasid: p3 → none',
        'pasidTranslation[kvm1, g1].number: 2 → none',
        'mdevRegister[mdev2].number: 2 → none',
      ]),
    );
  });

  it('leaves to a user inside the kernel what that holds, and keeps the set as long', () => {
    const held = { ioasid: { p3: { refs: 2 } }, ioasidUser: { 'p3,user2': { holds: true } } };
    const bench = new Bench([{ ioasid: { p3: allocated.ioasid.p3 } }, held], { topology });
    expect(sorted(bench.issue(exit))).toEqual(
      sorted([
        '0',
        ...filesClosed,
        'ioasid[p3].state: idle → free_pending',
        'ioasid[p3].refs: 2 → 1',
        'ioasidSet[s2].put: false → true',
        'ioasidUser[p3, user2].notified: false → true',
      ]),
    );
    expect(bench.issue(exit)).toEqual(['0']);
  });

  it('detaches the groups of its containers, where they can be', () => {
    const bench = new Bench([], { topology: { ...topology, attachment: { detached: [] } } });
    expect(sorted(bench.issue({ ...exit, actor: 'vm1' }))).toEqual(
      sorted([
        '0',
        'ioasidSet[s1].quota: 2 → 0',
        'ioasidSet[s1].type: MM → none',
        'ioasidSet[s1].token: vm1 → none',
        'fdHolder[f1, vm1].held: true → false',
        'vfioGroup[grp1].attached: true → false',
        'vfioIommu[iommu1].type: nesting → none',
      ]),
    );
  });

  it('finds nothing to do for a process that has nothing', () => {
    const bench = new Bench([], {
      topology: {
        ...topology,
        fds: [],
        vms: [{ pasidSpace: 'identity' }, topology.vms[1] as (typeof topology.vms)[number]],
      },
    });
    expect(bench.issue({ ...exit, actor: 'vm1' })).toEqual(['0']);
  });
});

describeRefusals(spec, mmExit, []);
