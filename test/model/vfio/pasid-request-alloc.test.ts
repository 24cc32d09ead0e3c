import { describe, expect, it } from 'vitest';
import { vfioPasidRequestAlloc } from '../../../model/vfio/pasid-request-alloc.ts';
import { vfioPasidRequestAlloc as spec } from '../../../spec/vfio/pasid-request-alloc.ts';
import { Bench, twoMappings, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';

const args = { actor: 'vm2', container: 'c3', min: '1', max: '3' };
const alloc = { kind: 'vfio_pasid_request_alloc', ...args };
const full = {
  ioasid: { p1: { state: 'idle', set: 's2', refs: 1 }, p2: { state: 'idle', set: 's2', refs: 1 } },
};
const untyped = { topology: { ...twoMappings, attachment: { detached: [4] } } };

describe('vfio_pasid_request_alloc', () => {
  it('takes a PASID of the range for the set of the process, both ends included', () => {
    expect(new Bench([withSets]).issue({ ...alloc, min: '2', max: '2' })).toEqual([
      'p2',
      'ioasid[p2].state: free → idle',
      'ioasid[p2].set: none → s2',
      'ioasid[p2].refs: 0 → 1',
    ]);
  });

  it('leaves open which free one of the range it is', () => {
    const taken = { ioasid: { p2: { state: 'idle', set: 's1', refs: 1 } } };
    expect(new Bench([withSets, taken]).allowed({ ...alloc, max: '4294967295' })).toEqual(['p1', 'p3']);
    expect(new Bench([withSets, taken]).allowed({ ...alloc, min: '0', max: '2' })).toEqual(['p1']);
  });
});

describeRefusals(spec, vfioPasidRequestAlloc, [
  {
    rule: 'vfio/pasid-alloc-not-opener',
    also: ['vfio/pasid-alloc-no-range', 'vfio/pasid-alloc-no-mm'],
    args: { ...args, actor: 'vm1', min: '2', max: '1' },
  },
  {
    rule: 'vfio/pasid-alloc-no-range',
    also: ['vfio/pasid-alloc-no-mm', 'vfio/pasid-alloc-none-free'],
    args: { ...args, min: '2', max: '1' },
  },
  { rule: 'vfio/pasid-alloc-no-mm', when: 'the process has no set', args },
  {
    rule: 'vfio/pasid-alloc-no-mm',
    when: 'the container is of another type',
    states: [withSets],
    args: { ...args, container: 'c5' },
  },
  {
    rule: 'vfio/pasid-alloc-no-mm',
    when: 'the container holds no group',
    states: [withSets],
    options: untyped,
    args,
  },
  {
    rule: 'vfio/pasid-alloc-no-mm',
    when: 'the set of the process has been put',
    states: [withSets, { ioasidSet: { s2: { put: true } } }],
    args,
  },
  {
    rule: 'vfio/pasid-alloc-over-quota',
    also: ['vfio/pasid-alloc-none-free'],
    states: [withSets, full],
    args: { ...args, max: '2' },
  },
  {
    rule: 'vfio/pasid-alloc-none-free',
    states: [withSets, { ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } } }],
    args: { ...args, min: '0', max: '1' },
  },
]);
