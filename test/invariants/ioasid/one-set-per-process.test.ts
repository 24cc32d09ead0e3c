import { describe, expect, it } from 'vitest';
import { oneSetPerProcess as invariant } from '../../../invariants/ioasid/one-set-per-process.ts';
import { judgeState } from '../judge.ts';

const sets = (first: string, second: string) => ({
  ioasidSet: { s1: { type: 'MM', token: first }, s2: { type: 'MM', token: second, put: true } },
});

describe(invariant.id, () => {
  it('holds where every process has a set of its own', () => {
    expect(judgeState(invariant, [sets('vm1', 'vm2')])).toEqual({ broken: null, antecedent: 2 });
  });

  it('is broken by a second set, even of one that was put', () => {
    expect(judgeState(invariant, [sets('vm1', 'vm1')])) //
      .toEqual({ broken: 's1 and s2 are both of vm1', antecedent: 2 });
  });
});
