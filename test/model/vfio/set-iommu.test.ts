import { describe, expect, it } from 'vitest';
import { vfioSetIommu } from '../../../model/vfio/set-iommu.ts';
import { vfioSetIommu as spec } from '../../../spec/vfio/set-iommu.ts';
import { Bench, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { withGroups, withoutC2 } from './groups.ts';

const options = { topology: withGroups };
const args = { actor: 'vm1', container: 'c2', type: 'nesting' };
const setIommu = { kind: 'vfio_set_iommu', ...args };
const idle = { ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } } };
const untyped = { vfioIommu: { iommu2: { type: 'none' } } };
const bind = { kind: 'vfio_bind_gpasid', actor: 'vm1', container: 'c2', hpasid: 'p1', gpasid: 'none', gpgd: 'pgd1' };

describe('vfio_set_iommu', () => {
  it('gives a container with a group its type, through which alone a guest page table can be bound', () => {
    const bench = new Bench([withSets, idle, untyped], options);
    expect(bench.refusal(bind)).toBe('vfio/bind-no-domain');
    expect(bench.issue(setIommu)).toEqual(['0', 'vfioIommu[iommu2].type: none → nesting']);
    expect(bench.issue(bind)[0]).toBe('0');
  });

  it('gives it the type that is not for guest page tables', () => {
    const bench = new Bench([withSets, idle, untyped], options);
    expect(bench.issue({ ...setIommu, type: 'type1v2' })).toEqual(['0', 'vfioIommu[iommu2].type: none → type1v2']);
    expect(bench.refusal(bind)).toBe('vfio/bind-not-nesting');
  });
});

describeRefusals(spec, vfioSetIommu, [
  {
    rule: 'vfio/type-not-opener',
    also: ['vfio/type-no-group', 'vfio/type-unknown'],
    states: [withoutC2],
    options,
    args: { ...args, actor: 'vm2', type: '0' },
  },
  {
    rule: 'vfio/type-no-group',
    also: ['vfio/type-unknown'],
    states: [withoutC2],
    options,
    args: { ...args, type: '0' },
  },
  { rule: 'vfio/type-set', also: ['vfio/type-unknown'], options, args: { ...args, type: '0' } },
  { rule: 'vfio/type-unknown', states: [untyped], options, args: { ...args, type: '0' } },
]);
