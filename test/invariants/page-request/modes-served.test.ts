import { describe, expect, it } from 'vitest';
import { modesServed as invariant } from '../../../invariants/page-request/modes-served.ts';
import { judgeStep } from '../judge.ts';
import { group, message, noSlots, oneSlot, queued, request, thread } from './of-a-queue.ts';

const kept = group(1, { partial: 'kept' });
const pending = request(true, true);
const broken = 'a page of d1 at row 1 is served, whatever its mode';

describe(invariant.id, () => {
  it('is broken by a page that is reported or kept whatever its mode', () => {
    for (const after of [kept, pending]) {
      expect(judgeStep(invariant, { command: message, after: [after] }, noSlots).broken).toBe(broken);
      expect(judgeStep(invariant, { command: thread, before: [queued()], after: [after] }, oneSlot).broken).toBe(
        broken,
      );
    }
    expect(judgeStep(invariant, { command: message }, noSlots)).toEqual({ broken: null, antecedent: 2 });
  });

  it('says nothing of ordinary pages, stop markers, pages without PASID, or other commands', () => {
    const steps = [
      { command: { ...message, mode: 'ordinary' } },
      { command: { ...message, page: 'stop-marker' } },
      { command: { ...message, pasid: '0' } },
      { command: { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' } },
    ].map((step) => judgeStep(invariant, { ...step, after: [kept, pending] }, noSlots));
    const taken = [queued({ mode: 'ordinary' }), queued({ page: 'stop-marker' })].map((before) =>
      judgeStep(invariant, { command: thread, before: [before], after: [kept] }, oneSlot),
    );
    const sent = judgeStep(invariant, { command: message, after: [kept] }, oneSlot);
    expect([...steps, ...taken, sent]).toEqual(Array(7).fill({ broken: null, antecedent: 0 }));
  });
});
