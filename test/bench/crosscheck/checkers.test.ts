import { describe, expect, it } from 'vitest';
import { vsva } from '../../../bench/crosscheck/checkers.ts';
import { broken, exhausted } from '../../../bench/crosscheck/subject.ts';
import { identity } from '../../../generators/instances/identity.ts';
import { twoContainers } from '../../../generators/instances/two-containers.ts';
import { failureChangesNothing } from '../../../invariants/host/failure-changes-nothing.ts';
import { entryOwner } from '../../../invariants/iommu/entry-owner.ts';
import { vfioV1 } from '../../../spec/designs/vfio-v1.ts';

describe('our own side of a crosscheck', () => {
  it('exhausts an instance with every invariant', () => {
    expect(vsva(exhausted(twoContainers))).toEqual({ ...twoContainers.counts, errorLength: null });
  });

  it('gives the way to the state that an export finds wrong: of steps, the one in which the step begins', () => {
    expect(vsva(broken(identity, vfioV1, entryOwner)).errorLength).toBe(3);
    expect(vsva(broken(identity, vfioV1, failureChangesNothing)).errorLength).toBe(3);
  });
});
