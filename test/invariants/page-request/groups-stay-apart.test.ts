import { describe, expect, it } from 'vitest';
import { groupsStayApart as invariant } from '../../../invariants/page-request/groups-stay-apart.ts';
import { judgeStep } from '../judge.ts';
import { group, message, noSlots, oneSlot, queued, thread } from './of-a-queue.ts';

const kept = group(2, { partial: 'kept', begun: true });
const joined = group(2, { partial: 'none' });
const plain = { kind: 'page_request', actor: 'd1', pasid: '1', grpid: 'prg0' };
const broken = 'a page of d1 at row 2 was joined to a group of another PASID';

describe(invariant.id, () => {
  it('is broken by a message that takes along what is kept for another PASID', () => {
    for (const command of [message, plain]) {
      expect(judgeStep(invariant, { command, before: [kept], after: [joined] }, noSlots)) //
        .toEqual({ broken, antecedent: 1 });
      expect(judgeStep(invariant, { command, before: [kept] }, noSlots)).toEqual({ broken: null, antecedent: 1 });
    }
    expect(judgeStep(invariant, { command: thread, before: [kept, queued()], after: [joined] }, oneSlot)) //
      .toEqual({ broken, antecedent: 1 });
  });

  it('says nothing of its own PASID, of the clearing of an overflow, or of other commands', () => {
    const steps = [
      { command: { ...message, pasid: '2' }, before: [kept], after: [joined] },
      { command: thread, before: [kept, queued({ pasid: '2' })], after: [joined] },
      { command: thread, before: [kept], after: [joined] },
      { command: { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' }, before: [kept], after: [joined] },
    ];
    expect(steps.map((step) => judgeStep(invariant, step, oneSlot))) //
      .toEqual(steps.map(() => ({ broken: null, antecedent: 0 })));
  });
});
