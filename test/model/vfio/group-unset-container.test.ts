import { describe, expect, it } from 'vitest';
import { vfioGroupUnsetContainer } from '../../../model/vfio/group-unset-container.ts';
import { vfioGroupUnsetContainer as spec } from '../../../spec/vfio/group-unset-container.ts';
import { Bench, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { boundInC1, withGroups, withoutC2 } from './groups.ts';

const options = { topology: withGroups };
const leave = { kind: 'vfio_group_unset_container', actor: 'vm1', group: 'grp1' };
const start = [withSets, boundInC1];
const asked = { outstanding: true, pending: true };

describe('vfio_group_unset_container', () => {
  it('unbinds and drains the devices of the group, and no other', () => {
    const requests = { pageRequest: { 'd1,1,prg0': asked, 'd4,1,prg0': asked } };
    expect(new Bench([...start, requests], options).issue(leave)).toEqual([
      '0',
      'binding[p1, d1].pgd: pgd1 → none',
      'binding[p1, d2].pgd: pgd1 → none',
      'pasidEntry[d1, 1].pgd: pgd1 → none',
      'pasidEntry[d2, 1].pgd: pgd1 → none',
      'pageRequest[d1, 1, prg0].outstanding: true → false',
      'pageRequest[d1, 1, prg0].pending: true → false',
      'vfioGroup[grp1].attached: true → false',
    ]);
  });

  it('makes a host PASID idle that is bound nowhere else', () => {
    const bench = new Bench([...start], options);
    bench.issue({ ...leave, group: 'grp3' });
    const changes = bench.issue(leave);
    expect(changes.slice(0, 3)).toEqual(['0', 'ioasid[p1].state: active → idle', 'ioasid[p1].refs: 2 → 1']);
  });

  it('frees one that waits to be freed, with the last device it is bound on', () => {
    const bench = new Bench([...start, { ioasid: { p1: { state: 'free_pending', refs: 1 } } }], options);
    bench.issue({ ...leave, group: 'grp3' });
    const changes = bench.issue(leave);
    expect(changes[1]).toBe('ioasid[p1].state: free_pending → free');
  });

  it('takes the type from a container that has no group any more', () => {
    expect(new Bench(start, options).issue({ ...leave, group: 'grp4' })).toEqual([
      '0',
      'vfioGroup[grp4].attached: true → false',
      'vfioIommu[iommu2].type: type1v2 → none',
    ]);
  });

  it('frees the PASIDs of a process that has lost its last container so, and of no other', () => {
    const bench = new Bench([...start, withoutC2], options);
    bench.issue({ ...leave, group: 'grp3' });
    expect(bench.issue(leave)).toEqual([
      '0',
      'ioasid[p1].state: active → free',
      'ioasid[p1].set: s1 → none',
      'ioasid[p1].refs: 2 → 0',
      'binding[p1, d1].pgd: pgd1 → none',
      'binding[p1, d2].pgd: pgd1 → none',
      'pasidEntry[d1, 1].pgd: pgd1 → none',
      'pasidEntry[d2, 1].pgd: pgd1 → none',
      'vfioGroup[grp1].attached: true → false',
      'vfioIommu[iommu1].type: nesting → none',
    ]);
  });

  it('keeps what no set owns', () => {
    const nobodys = { ioasid: { p3: { state: 'idle', refs: 1 } } };
    const changes = new Bench([withSets, nobodys, withoutC2], options);
    changes.issue({ ...leave, group: 'grp3' });
    expect(changes.issue(leave)).toHaveLength(3);
  });
});

describeRefusals(spec, vfioGroupUnsetContainer, [
  {
    rule: 'vfio/leave-not-opener',
    also: ['vfio/leave-not-attached'],
    states: start,
    options,
    args: { actor: 'vm2', group: 'grp2' },
  },
  { rule: 'vfio/leave-not-attached', states: start, options, args: { actor: 'vm1', group: 'grp2' } },
]);
