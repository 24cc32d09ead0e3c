import { describe, expect, it } from 'vitest';
import { vfioDmaUnmap } from '../../../model/vfio/dma-unmap.ts';
import { vfioDmaUnmap as spec } from '../../../spec/vfio/dma-unmap.ts';
import { Bench, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { boundInC1, withGroups, withoutC2 } from './groups.ts';

const options = { topology: { ...withGroups, dma: { mapped: 2 } } };
const args = { actor: 'vm1', container: 'c1', from: 'pgd1' };
const unmap = { kind: 'vfio_dma_unmap', ...args };

describe('vfio_dma_unmap', () => {
  it('unmaps from an address on, down to nothing', () => {
    const bench = new Bench([], options);
    expect(bench.issue({ ...unmap, from: 'pgd2' })).toEqual(['0', 'dmaMap[dma1].top: pgd2 → pgd1']);
    expect(bench.issue({ ...unmap, from: 'pgd2' })).toEqual(['0']);
    expect(bench.issue(unmap)).toEqual(['0', 'dmaMap[dma1].top: pgd1 → none']);
    expect(bench.issue(unmap)).toEqual(['0']);
  });

  it('unmaps above a page directory that is bound, and beside those of another container', () => {
    expect(new Bench([withSets, boundInC1], options).issue({ ...unmap, from: 'pgd2' })[0]).toBe('0');
    expect(new Bench([withSets, boundInC1], options).issue({ ...unmap, container: 'c2' })[0]).toBe('0');
  });
});

describeRefusals(spec, vfioDmaUnmap, [
  {
    rule: 'vfio/unmap-not-opener',
    also: ['vfio/unmap-under-gpgd'],
    states: [withSets, boundInC1],
    options,
    args: { ...args, actor: 'vm2' },
  },
  { rule: 'vfio/unmap-no-domain', states: [withoutC2], options, args: { ...args, container: 'c2' } },
  { rule: 'vfio/unmap-under-gpgd', states: [withSets, boundInC1], options, args },
]);
