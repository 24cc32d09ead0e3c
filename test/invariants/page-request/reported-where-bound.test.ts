import { describe, expect, it } from 'vitest';
import { reportedWhereBound as invariant } from '../../../invariants/page-request/reported-where-bound.ts';
import { judgeState } from '../judge.ts';
import { group, noSlots, present, request } from './of-a-queue.ts';

const broken = 'a request of d1 is reported at row 1, where nothing is bound';
const kept = group(1, { partial: 'kept' });

describe(invariant.id, () => {
  it('holds where an entry is present, and where nothing is reported', () => {
    expect(judgeState(invariant, [present, request(true, true)], noSlots)).toEqual({ broken: null, antecedent: 1 });
    expect(judgeState(invariant, [present, kept], noSlots)).toEqual({ broken: null, antecedent: 1 });
    expect(judgeState(invariant, [request(true, false)], noSlots)).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by a request that is pending, or a page that is kept, where none is', () => {
    for (const state of [request(true, true), kept]) {
      expect(judgeState(invariant, [state], noSlots)).toEqual({ broken, antecedent: 1 });
    }
  });
});
