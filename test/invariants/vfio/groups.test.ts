import { describe, expect, it } from 'vitest';
import { bindAllOrNothing } from '../../../invariants/vfio/bind-all-or-nothing.ts';
import { bindOnlyNesting } from '../../../invariants/vfio/bind-only-nesting.ts';
import { detachedIsClean } from '../../../invariants/vfio/detached-is-clean.ts';
import { joinsAsBound } from '../../../invariants/vfio/joins-as-bound.ts';
import { lastContainerFrees } from '../../../invariants/vfio/last-container-frees.ts';
import { twoGuests } from '../../spec/topologies.ts';
import { judgeState, judgeStep } from '../judge.ts';

/** grp1 has d1, grp2 d2, both of c1; grp3 has d3 of c2, whose type is not nesting. */
const data = {
  ...twoGuests,
  containers: [
    { vm: 1, nesting: true, domains: [[[1]], [[2]]] },
    { vm: 2, nesting: false, domains: [[[3]]] },
  ],
  attachment: { detached: [2] },
};
const pgd = { pgd: 'pgd1' };
const owned = {
  ioasidSet: { s1: { type: 'MM', token: 'vm1', quota: 2 } },
  ioasid: { p1: { state: 'idle', set: 's1', refs: 1 } },
};
const attached = { vfioGroup: { grp2: { attached: true } } };

describe(bindAllOrNothing.id, () => {
  it('asks nothing of a device that is detached', () => {
    const bound = { binding: { 'p1,d1': pgd } };
    expect(judgeState(bindAllOrNothing, [bound], data)).toEqual({ broken: null, antecedent: 0 });
    expect(judgeState(bindAllOrNothing, [bound, attached], data).broken) //
      .toBe('in c1, p1 is not bound alike on d1 and d2');
  });
});

describe(bindOnlyNesting.id, () => {
  const bound = { binding: { 'p1,d3': pgd } };
  const broken = 'p1 is bound on d3 through c2, which does not nest';

  it('is broken by a binding through another type of container, whether that can change or not', () => {
    expect(judgeState(bindOnlyNesting, [bound], data)).toEqual({ broken, antecedent: 1 });
    const { attachment: _, ...fixed } = data;
    expect(judgeState(bindOnlyNesting, [bound], fixed)).toEqual({ broken, antecedent: 1 });
  });

  it('holds of one that nests, and says nothing of devices that are detached, or where nothing is bound', () => {
    const nesting = { vfioIommu: { iommu2: { type: 'nesting' } } };
    const detached = { vfioGroup: { grp3: { attached: false } } };
    for (const other of [nesting, detached]) {
      expect(judgeState(bindOnlyNesting, [bound, other], data)).toEqual({ broken: null, antecedent: 1 });
    }
    expect(judgeState(bindOnlyNesting, [], data)).toEqual({ broken: null, antecedent: 0 });
  });
});

describe(joinsAsBound.id, () => {
  const command = { kind: 'vfio_group_set_container', actor: 'vm1', group: 'grp2' };
  const bound = { binding: { 'p1,d1': pgd } };

  it('is broken where a device joins without what is bound on another', () => {
    expect(judgeStep(joinsAsBound, { command, before: [bound], after: [attached] }, data)) //
      .toEqual({ broken: 'd2 has joined without p1, which is bound on d1', antecedent: 1 });
  });

  it('holds where the join is refused, or the device is bound too', () => {
    const refused = { command, before: [bound], answer: '-EBUSY' };
    const boundToo = { command, before: [bound], after: [attached, { binding: { 'p1,d2': pgd } }] };
    for (const step of [refused, boundToo]) {
      expect(judgeStep(joinsAsBound, step, data)).toEqual({ broken: null, antecedent: 1 });
    }
  });

  it('says nothing where nothing is bound, or on devices that are detached, nor of other commands', () => {
    const first = { ...command, group: 'grp1' };
    const free = { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' };
    const asked = [
      { command },
      { command: first, before: [{ binding: { 'p1,d2': pgd } }] },
      { command: free, before: [bound] },
    ];
    expect(asked.map((step) => judgeStep(joinsAsBound, step, data))) //
      .toEqual(asked.map(() => ({ broken: null, antecedent: 0 })));
  });
});

describe(detachedIsClean.id, () => {
  const brokenBy = (state: object) => judgeState(detachedIsClean, [state as never], data).broken;

  it('holds of a group of which nothing is left, and says nothing of one that is attached', () => {
    expect(judgeState(detachedIsClean, [{ binding: { 'p1,d1': pgd } }], data)) //
      .toEqual({ broken: null, antecedent: 1 });
    expect(judgeState(detachedIsClean, [attached, { binding: { 'p1,d2': pgd } }], data).antecedent).toBe(0);
  });

  it('is broken by a binding, an entry or a request', () => {
    expect(brokenBy({ binding: { 'p1,d2': pgd } })).toBe('p1 is bound on d2, which is detached');
    expect(brokenBy({ pasidEntry: { 'd2,2': pgd } })).toBe('row 2 of d2, which is detached, is present');
    expect(brokenBy({ pageRequest: { 'd2,1,prg1': { outstanding: true } } })) //
      .toBe('d2, which is detached, waits for a response at row 1');
  });

  it('is broken by a container that has a type without groups, or memory that is mapped for it', () => {
    const left = { vfioGroup: { grp3: { attached: false } } };
    expect(judgeState(detachedIsClean, [left], data).broken).toBe('c2 has no group, but a type');
    const untyped = { vfioIommu: { iommu2: { type: 'none' } } };
    expect(judgeState(detachedIsClean, [left, untyped], data).broken).toBeNull();
    const mapped = { ...data, dma: { mapped: 1 } };
    expect(judgeState(detachedIsClean, [left, untyped], mapped).broken) //
      .toBe('c2 has no group, but memory is mapped for it');
    expect(judgeState(detachedIsClean, [left, untyped], { ...data, dma: { mapped: 0 } }).broken).toBeNull();
  });
});

describe(lastContainerFrees.id, () => {
  const command = { kind: 'vfio_container_close', actor: 'vm1', container: 'c1' };
  const gone = { vfioIommu: { iommu1: { type: 'none' } } };

  it('is broken where a process without container keeps a PASID', () => {
    expect(judgeStep(lastContainerFrees, { command, before: [owned], after: [gone] }, data)) //
      .toEqual({ broken: 'vm1 has no container, but p1 is idle', antecedent: 1 });
  });

  it('holds where it is free, or waits for a last reference', () => {
    for (const state of ['free', 'free_pending']) {
      const after = [gone, { ioasid: { p1: { state } } }];
      expect(judgeStep(lastContainerFrees, { command, before: [owned], after }, data)) //
        .toEqual({ broken: null, antecedent: 1 });
    }
  });

  it('says nothing of a refusal, of a process with a container, of foreign PASIDs, nor of other commands', () => {
    const foreign = { ioasidSet: { s1: { token: 'vm2' } } };
    const free = { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' };
    const asked = [
      { command, before: [owned, gone], answer: '-EBADF' },
      { command, before: [owned] },
      { command, before: [owned, foreign], after: [gone] },
      { command: free, before: [owned, gone] },
    ];
    expect(asked.map((step) => judgeStep(lastContainerFrees, step, data))) //
      .toEqual(asked.map(() => ({ broken: null, antecedent: 0 })));
  });
});
