import { describe, expect, it } from 'vitest';
import { keptOfOpenGroup as invariant } from '../../../invariants/page-request/kept-of-open-group.ts';
import { judgeState } from '../judge.ts';
import { group, oneSlot } from './of-a-queue.ts';

const over = group(1, { partial: 'kept' });

describe(invariant.id, () => {
  it('holds while the device has begun the group, or the queue has overflowed', () => {
    const states = [[group(1, { partial: 'failed', begun: true })], [over, { prq: { prq1: { overflow: true } } }]];
    expect(states.map((state) => judgeState(invariant, state, oneSlot))) //
      .toEqual(Array(2).fill({ broken: null, antecedent: 1 }));
    expect(judgeState(invariant, [group(1, { begun: true })], oneSlot).antecedent).toBe(0);
  });

  it('is broken by a page of a group that is over', () => {
    const broken = 'a page of d1 at row 1 is kept for a group that is over';
    expect(judgeState(invariant, [over], oneSlot)).toEqual({ broken, antecedent: 1 });
  });
});
