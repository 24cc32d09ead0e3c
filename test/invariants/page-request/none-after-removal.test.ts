import { describe, expect, it } from 'vitest';
import { noneAfterRemoval as invariant } from '../../../invariants/page-request/none-after-removal.ts';
import { judgeState } from '../judge.ts';
import { group, oneSlot, queued, request } from './of-a-queue.ts';

const gone = { prqDevice: { 'prq1,d1': { gone: true } } };
const unhandled = { prqDevice: { 'prq1,d1': { unhandled: true } } };

describe(invariant.id, () => {
  it('holds of a device of which nothing is left, and says nothing of one that stays', () => {
    expect(judgeState(invariant, [gone], oneSlot)).toEqual({ broken: null, antecedent: 1 });
    expect(judgeState(invariant, [unhandled, queued()], oneSlot)).toEqual({ broken: null, antecedent: 1 });
    expect(judgeState(invariant, [request(true, true)], oneSlot)).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by a request that is pending, queued or kept', () => {
    const broken = [
      [gone, request(true, true)],
      [unhandled, request(true, true)],
      [gone, queued()],
      [gone, group(1, { partial: 'kept' })],
    ].map((state) => judgeState(invariant, state, oneSlot).broken);
    expect(broken).toEqual([
      'a request of d1 is pending with nobody',
      'a request of d1 is pending with nobody',
      'd1 is gone, but in the queue',
      'd1 is gone, but a page of it is kept',
    ]);
  });
});
