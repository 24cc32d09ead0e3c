import { describe, expect, it } from 'vitest';
import { vcmdAllocPasid } from '../../../model/guest/vcmd-alloc-pasid.ts';
import { vcmdAllocPasid as spec } from '../../../spec/guest/vcmd-alloc-pasid.ts';
import { Bench } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { allocated, options } from './states.ts';

const identity = { actor: 'viommu1', gpasid: 'none' };
const own = { actor: 'viommu2', gpasid: 'g1' };
const kind = 'vcmd_alloc_pasid';
const full = { ioasidSet: { s2: { quota: 0 } } };

describe('vcmd_alloc_pasid', () => {
  it('gives a guest with identity mapping a host PASID, by whose number its VMM looks it up', () => {
    expect(new Bench([], options).issue({ kind, ...identity })).toEqual([
      'p1',
      'ioasid[p1].state: free → idle',
      'ioasid[p1].set: none → s1',
      'ioasid[p1].refs: 0 → 1',
      'vmmLookup[viommu1, 1].hpasid: none → p1',
    ]);
  });

  it('gives a guest with a PASID space of its own the gpasid that its VMM picks, which stands for a host PASID', () => {
    expect(new Bench([], options).issue({ kind, ...own, gpasid: 'g2' })).toEqual([
      'p1',
      'ioasid[p1].state: free → idle',
      'ioasid[p1].set: none → s2',
      'ioasid[p1].refs: 0 → 1',
      'vmmLookup[viommu2, 2].hpasid: none → p1',
    ]);
  });

  it('may be given any host PASID that is free', () => {
    const p2 = { ioasid: { p2: { state: 'idle', set: 's2', refs: 1 } } };
    expect(new Bench([p2], options).allowed({ kind, ...identity })).toEqual(['p1', 'p3']);
  });
});

describeRefusals(spec, vcmdAllocPasid, [
  {
    rule: 'guest/vcmd-alloc-mapping-mismatch',
    when: 'a gpasid is picked for an identity mapping',
    also: ['guest/vcmd-alloc-gpasid-taken', 'guest/vcmd-alloc-none-free'],
    states: [allocated],
    options,
    args: { ...identity, gpasid: 'g1' },
  },
  {
    rule: 'guest/vcmd-alloc-mapping-mismatch',
    when: 'no gpasid is picked in a PASID space of the guest’s own',
    also: ['guest/vcmd-alloc-none-free'],
    states: [allocated],
    options,
    args: { ...own, gpasid: 'none' },
  },
  {
    rule: 'guest/vcmd-alloc-no-set',
    also: ['guest/vcmd-alloc-gpasid-taken'],
    states: [allocated, { ioasidSet: { s2: { token: 'vm1' } } }],
    options,
    args: own,
  },
  {
    rule: 'guest/vcmd-alloc-gpasid-taken',
    also: ['guest/vcmd-alloc-over-quota', 'guest/vcmd-alloc-none-free'],
    states: [allocated, full],
    options,
    args: own,
  },
  {
    rule: 'guest/vcmd-alloc-over-quota',
    also: ['guest/vcmd-alloc-none-free'],
    states: [{ ioasid: allocated.ioasid }, full],
    options,
    args: own,
  },
  { rule: 'guest/vcmd-alloc-none-free', states: [allocated], options, args: identity },
]);
