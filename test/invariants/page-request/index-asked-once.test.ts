import { describe, expect, it } from 'vitest';
import { indexAskedOnce as invariant } from '../../../invariants/page-request/index-asked-once.ts';
import { judgeStep } from '../judge.ts';
import { message, noSlots, request } from './of-a-queue.ts';

const plain = { kind: 'page_request', actor: 'd1', pasid: '1', grpid: 'prg0' };
const before = [request(true, true)];

describe(invariant.id, () => {
  it('is broken by a request that is granted while the device waits under its index', () => {
    for (const command of [plain, message]) {
      expect(judgeStep(invariant, { command, before }, noSlots)) //
        .toEqual({ broken: 'd1 asks again under an index for which it waits', antecedent: 1 });
      expect(judgeStep(invariant, { command }, noSlots)).toEqual({ broken: null, antecedent: 1 });
    }
  });

  it('says nothing of refusals, of stop markers, of what has no PASID, or of other commands', () => {
    const steps = [
      { command: plain, answer: '-EBUSY', before },
      { command: { ...message, page: 'stop-marker' }, before },
      { command: { ...plain, pasid: '0' }, before },
      { command: { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' }, before },
    ];
    expect(steps.map((step) => judgeStep(invariant, step, noSlots))).toEqual(
      Array(4).fill({ broken: null, antecedent: 0 }),
    );
  });
});
