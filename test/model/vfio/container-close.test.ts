import { describe, expect, it } from 'vitest';
import { vfioContainerClose } from '../../../model/vfio/container-close.ts';
import { vfioContainerClose as spec } from '../../../spec/vfio/container-close.ts';
import { Bench, withSets } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { boundInC1, withGroups, withoutC2 } from './groups.ts';

const options = { topology: withGroups };
const close = { kind: 'vfio_container_close', actor: 'vm1', container: 'c1' };
const start = [withSets, boundInC1];
const cleared = [
  'binding[p1, d1].pgd: pgd1 → none',
  'binding[p1, d2].pgd: pgd1 → none',
  'binding[p1, d4].pgd: pgd1 → none',
  'pasidEntry[d1, 1].pgd: pgd1 → none',
  'pasidEntry[d2, 1].pgd: pgd1 → none',
  'pasidEntry[d4, 1].pgd: pgd1 → none',
  'vfioGroup[grp1].attached: true → false',
  'vfioGroup[grp3].attached: true → false',
  'vfioIommu[iommu1].type: nesting → none',
];

describe('vfio_container_close', () => {
  it('unbinds and detaches every group; the process keeps its PASIDs while it has another container', () => {
    expect(new Bench(start, options).issue(close)).toEqual([
      '0',
      'ioasid[p1].state: active → idle',
      'ioasid[p1].refs: 2 → 1',
      ...cleared,
    ]);
  });

  it('frees the PASIDs of a process that has no other container, those that were not bound included', () => {
    const another = { ioasid: { p3: { state: 'idle', set: 's1', refs: 1 } } };
    expect(new Bench([...start, withoutC2, another], options).issue(close)).toEqual([
      '0',
      'ioasid[p1].state: active → free',
      'ioasid[p3].state: idle → free',
      'ioasid[p1].set: s1 → none',
      'ioasid[p3].set: s1 → none',
      'ioasid[p1].refs: 2 → 0',
      'ioasid[p3].refs: 1 → 0',
      ...cleared,
    ]);
  });

  it('changes nothing a second time, and succeeds', () => {
    const bench = new Bench(start, options);
    bench.issue(close);
    expect(bench.issue(close)).toEqual(['0']);
  });
});

describeRefusals(spec, vfioContainerClose, [
  { rule: 'vfio/close-not-opener', states: start, options, args: { actor: 'vm2', container: 'c1' } },
]);
