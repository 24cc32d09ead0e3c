import { describe, expect, it } from 'vitest';
import { pasidCacheInvalidate } from '../../../model/guest/pasid-cache-invalidate.ts';
import { pasidCacheInvalidate as spec } from '../../../spec/guest/pasid-cache-invalidate.ts';
import { twoViommus } from '../../spec/topologies.ts';
import { Bench } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { allocated, options, shadowed, written } from './states.ts';

const args = { actor: 'viommu2', pasid: '1' };
const invalidate = { kind: 'pasid_cache_invalidate', ...args };
/** Containers can lose their groups and their type, and nothing is mapped. */
const attachable = { ...twoViommus, attachment: { detached: [] }, dma: { mapped: 0 } };
const changed = { guestPasidEntry: { 'viommu2,1': { pgd: 'pgd2' } } };
const fails = { device: { d3: { failsBind: true } } };
/** The host PASID that the VMM looks up by 1 is found by SPID 2. */
const secondName = { guestToHost: { 'vm2,g2': { hpasid: 'p2' } } };
const boundAs2 = { ...shadowed, ...secondName };
const naming = { ...twoViommus, commands: ['ioasid_attach_spid', 'pasid_cache_invalidate'] as const };
const foreign = { ioasid: { p2: { set: 's1' } } };

describe('pasid_cache_invalidate', () => {
  it('binds what the guest has written, at the host PASID and by the name of the gpasid', () => {
    expect(new Bench([allocated, written], options).issue(invalidate)).toEqual([
      '0',
      'ioasid[p2].state: idle → active',
      'ioasid[p2].refs: 1 → 2',
      'guestToHost[vm2, g1].hpasid: none → p2',
      'binding[p2, d2].pgd: none → pgd1',
      'binding[p2, d3].pgd: none → pgd1',
      'pasidEntry[d2, 2].pgd: none → pgd1',
      'pasidEntry[d3, 2].pgd: none → pgd1',
    ]);
  });

  it('gives no name where the mapping is identity', () => {
    expect(new Bench([allocated, written], options).issue({ ...invalidate, actor: 'viommu1' })).toEqual([
      '0',
      'ioasid[p1].state: idle → active',
      'ioasid[p1].refs: 1 → 2',
      'binding[p1, d1].pgd: none → pgd1',
      'pasidEntry[d1, 1].pgd: none → pgd1',
    ]);
  });

  it('unbinds what the guest has made not present', () => {
    expect(new Bench([allocated, shadowed], options).issue(invalidate)).toEqual([
      '0',
      'ioasid[p2].state: active → idle',
      'ioasid[p2].refs: 2 → 1',
      'guestToHost[vm2, g1].hpasid: p2 → none',
      'binding[p2, d2].pgd: pgd1 → none',
      'binding[p2, d3].pgd: pgd1 → none',
      'pasidEntry[d2, 2].pgd: pgd1 → none',
      'pasidEntry[d3, 2].pgd: pgd1 → none',
    ]);
  });

  it('binds anew what the guest has changed', () => {
    expect(new Bench([allocated, shadowed, changed], options).issue(invalidate)).toEqual([
      '0',
      'binding[p2, d2].pgd: pgd1 → pgd2',
      'binding[p2, d3].pgd: pgd1 → pgd2',
      'pasidEntry[d2, 2].pgd: pgd1 → pgd2',
      'pasidEntry[d3, 2].pgd: pgd1 → pgd2',
    ]);
  });

  it('does nothing where the shadow is what the guest has written, even if a device could not bind now', () => {
    expect(new Bench([allocated, written, shadowed, fails], options).issue(invalidate)).toEqual(['0']);
    expect(new Bench([allocated], options).issue(invalidate)).toEqual(['0']);
  });
});

describeRefusals(spec, pasidCacheInvalidate, [
  ...['0', '3'].map((pasid) => ({
    rule: 'guest/invalidate-no-pasid' as const,
    when: `${pasid} is not allocated to the guest`,
    states: [allocated, written],
    options,
    args: { ...args, pasid },
  })),
  {
    rule: 'guest/invalidate-no-domain',
    also: ['guest/invalidate-not-nesting', 'guest/invalidate-not-own'],
    states: [allocated, written, foreign, { vfioIommu: { iommu2: { type: 'none' } } }],
    options: { topology: attachable },
    args,
  },
  {
    rule: 'guest/invalidate-not-nesting',
    also: ['guest/invalidate-not-own'],
    states: [allocated, written, foreign, { vfioIommu: { iommu2: { type: 'type1v2' } } }],
    options: { topology: attachable },
    args,
  },
  {
    rule: 'guest/invalidate-not-own',
    also: ['guest/invalidate-free-pending', 'guest/invalidate-bind-fails'],
    states: [allocated, written, foreign, { ioasid: { p2: { state: 'free_pending' } } }, fails],
    options,
    args,
  },
  {
    rule: 'guest/invalidate-free-pending',
    also: ['guest/invalidate-gpasid-taken', 'guest/invalidate-bind-fails'],
    states: [
      allocated,
      written,
      { ioasid: { p2: { state: 'free_pending' } }, guestToHost: { 'vm2,g1': { hpasid: 'p3' } } },
      fails,
    ],
    options,
    args,
  },
  {
    rule: 'guest/invalidate-foreign-data',
    also: ['guest/invalidate-gpasid-taken', 'guest/invalidate-bind-fails'],
    states: [
      allocated,
      written,
      { ioasid: { p2: { data: 'data2' } }, guestToHost: { 'vm2,g1': { hpasid: 'p3' } } },
      fails,
    ],
    options: { topology: { ...twoViommus, users: 1, privateData: true } },
    args,
  },
  {
    rule: 'guest/invalidate-gpasid-taken',
    also: ['guest/invalidate-bind-fails'],
    states: [allocated, written, { guestToHost: { 'vm2,g1': { hpasid: 'p3' } } }, fails],
    options,
    args,
  },
  {
    rule: 'guest/invalidate-gpasid-taken',
    when: 'the guest has attached another SPID to the host PASID',
    also: ['guest/invalidate-bind-fails'],
    states: [allocated, written, secondName, fails],
    options: { topology: naming },
    args,
  },
  {
    rule: 'guest/invalidate-gpasid-taken',
    when: 'the shadow to be bound anew goes by another SPID',
    also: ['guest/invalidate-bind-fails'],
    states: [allocated, boundAs2, changed, fails],
    options: { topology: naming },
    args,
  },
  {
    rule: 'guest/invalidate-bind-fails',
    also: ['guest/invalidate-not-mapped'],
    states: [allocated, written, fails],
    options: { topology: attachable },
    args,
  },
  {
    rule: 'guest/invalidate-not-mapped',
    states: [allocated, written],
    options: { topology: attachable },
    args,
  },
]);
