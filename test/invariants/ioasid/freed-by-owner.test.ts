import { describe, expect, it } from 'vitest';
import { freedByOwner as invariant } from '../../../invariants/ioasid/freed-by-owner.ts';
import { judgeStep } from '../judge.ts';

const command = { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' };
const reclaim = { kind: 'ioasid_reclaim', actor: 'kernel', hpasid: 'p1' };
const unbind = { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1' };
const sets = { ioasidSet: { s1: { type: 'MM', token: 'vm1', quota: 1 } } };
const p1 = (state: string, set = 's1') => ({ ioasid: { p1: { state, set } } });
const nobodys = { ioasid: { p1: { state: 'idle' } } };

describe(invariant.id, () => {
  it('holds of a free by the owner, whether it takes effect at once or waits', () => {
    const steps = [
      { command, before: [sets, p1('idle')], after: [p1('free')] },
      { command, before: [sets, p1('active')], after: [p1('free_pending')] },
      { command: { ...command, actor: 'kernel' }, before: [p1('idle', 's0')], after: [p1('free')] },
    ];
    expect(steps.map((step) => judgeStep(invariant, step))).toEqual(steps.map(() => ({ broken: null, antecedent: 1 })));
  });

  it('holds of a reclaim of what has waited to be freed', () => {
    expect(judgeStep(invariant, { command: reclaim, before: [sets, p1('free_pending')], after: [p1('free')] })) //
      .toEqual({ broken: null, antecedent: 1 });
  });

  it('is broken where what waits to be freed becomes free by anything but its reclaim, its owner included', () => {
    const steps = [command, unbind].map((by) => ({
      command: by,
      before: [sets, p1('free_pending')],
      after: [p1('free')],
    }));
    expect(steps.map((step) => judgeStep(invariant, step))) //
      .toEqual(steps.map(() => ({ broken: 'p1 was freed by somebody else', antecedent: 1 })));
  });

  it("holds where the IOMMU driver detaches an auxiliary domain whose default PASID is the host's", () => {
    const detach = { kind: 'iommu_aux_detach_device', actor: 'kernel', device: 'd1' };
    const freed = (set: string) =>
      judgeStep(invariant, { command: detach, before: [sets, p1('idle', set)], after: [p1('free', set)] });
    expect(freed('s0')).toEqual({ broken: null, antecedent: 1 });
    expect(freed('s1')).toEqual({ broken: 'p1 was freed by somebody else', antecedent: 1 });
  });

  it('says nothing of host PASIDs that stay in use, or come into use', () => {
    const steps = [
      { command, before: [sets, p1('idle')] },
      { command: unbind, before: [sets, p1('active')], after: [p1('idle')] },
      { command: { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' }, answer: 'p1', before: [sets], after: [p1('idle')] },
    ];
    expect(steps.map((step) => judgeStep(invariant, step))).toEqual(steps.map(() => ({ broken: null, antecedent: 0 })));
  });

  it('is broken by a free of somebody else: another VM, or the kernel', () => {
    const frees = ['vm2', 'kernel'].map((actor) => ({ ...command, actor }));
    expect(frees.map((by) => judgeStep(invariant, { command: by, before: [sets, p1('idle')], after: [p1('free')] }))) //
      .toEqual(frees.map(() => ({ broken: 'p1 was freed by somebody else', antecedent: 1 })));
  });

  it("is broken by another command that frees, and by a free of what is nobody's", () => {
    const steps = [
      { command: unbind, before: [sets, p1('active')], after: [p1('free_pending')] },
      { command: reclaim, before: [sets, p1('idle')], after: [p1('free')] },
      { command, before: [nobodys], after: [{ ioasid: { p1: { state: 'free' } } }] },
    ];
    expect(steps.map((step) => judgeStep(invariant, step).broken)) //
      .toEqual(Array(3).fill('p1 was freed by somebody else'));
  });
});
