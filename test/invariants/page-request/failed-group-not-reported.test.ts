import { describe, expect, it } from 'vitest';
import { failedGroupNotReported as invariant } from '../../../invariants/page-request/failed-group-not-reported.ts';
import { judgeState } from '../judge.ts';
import { group, noSlots, request } from './of-a-queue.ts';

const dropped = group(1, { begun: true, dropped: true });

describe(invariant.id, () => {
  it('holds of a group that has failed and is not reported, and of one that has not failed', () => {
    expect(judgeState(invariant, [dropped, request(true, false)], noSlots)).toEqual({ broken: null, antecedent: 1 });
    expect(judgeState(invariant, [request(true, true)], noSlots)).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by one that is reported all the same', () => {
    const broken = 'a group of d1 at row 1 is reported without one of its pages';
    expect(judgeState(invariant, [dropped, request(true, true)], noSlots)).toEqual({ broken, antecedent: 1 });
  });
});
