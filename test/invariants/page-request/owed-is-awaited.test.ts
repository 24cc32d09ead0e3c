import { describe, expect, it } from 'vitest';
import { owedIsAwaited as invariant } from '../../../invariants/page-request/owed-is-awaited.ts';
import { judgeState } from '../judge.ts';
import { group, noSlots, oneSlot, queued, request } from './of-a-queue.ts';

describe(invariant.id, () => {
  it('holds of a response for which the device waits', () => {
    expect(judgeState(invariant, [request(true, true)], noSlots)).toEqual({ broken: null, antecedent: 1 });
    expect(judgeState(invariant, [request(true, false)], noSlots)).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by one for which it does not', () => {
    const broken = 'a response is owed to d1 at row 1, which does not wait for one';
    expect(judgeState(invariant, [request(false, true)], noSlots)).toEqual({ broken, antecedent: 1 });
  });

  it('is broken by a last page in the queue, and by private data, of a group for which the device does not wait', () => {
    expect(judgeState(invariant, [queued({ page: 'last' })], oneSlot).broken) //
      .toBe('slot1 has a request of d1 at row 1, which does not wait for a response');
    expect(judgeState(invariant, [group(1, { privateData: true })], noSlots).broken) //
      .toBe('there is private data for d1 at row 1, which does not wait for a response');
  });

  it('holds of a page before the last, and of a last one for which the device waits, in its own group', () => {
    expect(judgeState(invariant, [queued()], oneSlot).broken).toBeNull();
    const withData = {
      ...oneSlot,
      prq: { slots: 1, pages: ['private'] as const, modes: ['ordinary', 'privileged'] as const },
    };
    const states = [queued({ page: 'private' }), group(1, { privateData: true }), request(true, false)];
    expect(judgeState(invariant, states, withData).broken).toBeNull();
    const other = [queued({ page: 'private', pasid: '2' }), request(true, false)];
    expect(judgeState(invariant, other, withData).broken) //
      .toBe('slot1 has a request of d1 at row 2, which does not wait for a response');
  });
});
