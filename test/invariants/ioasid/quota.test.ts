import { describe, expect, it } from 'vitest';
import { quota as invariant } from '../../../invariants/ioasid/quota.ts';
import { judgeState } from '../judge.ts';

const sets = (first: number, second: number) => ({
  ioasidSet: { s1: { type: 'MM', token: 'vm1', quota: first }, s2: { type: 'MM', token: 'vm2', quota: second } },
});
const held = { ioasid: { p1: { state: 'idle', set: 's1' }, p2: { state: 'free_pending', set: 's1' } } };

describe(invariant.id, () => {
  it("looks at every set that exists, the host's own included", () => {
    expect(judgeState(invariant, [])).toEqual({ broken: null, antecedent: 1 });
    expect(judgeState(invariant, [sets(2, 0), held])).toEqual({ broken: null, antecedent: 3 });
  });

  it('is broken by a set that holds more than its quota, those that wait to be freed included', () => {
    expect(judgeState(invariant, [sets(1, 1), held])) //
      .toEqual({ broken: 's1 holds 2 host PASIDs, its quota is 1', antecedent: 2 });
  });

  it('is broken by promises that exceed the capacity', () => {
    expect(judgeState(invariant, [sets(2, 1)])) //
      .toEqual({ broken: '3 host PASIDs are promised, the capacity is 2', antecedent: 3 });
  });
});
