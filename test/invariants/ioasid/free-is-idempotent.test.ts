import { describe, expect, it } from 'vitest';
import { freeIsIdempotent as invariant } from '../../../invariants/ioasid/free-is-idempotent.ts';
import { judgeStep } from '../judge.ts';

const command = { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' };
const p1 = (state: string, refs: number) => ({ ioasid: { p1: { state, refs } } });
const before = [p1('free_pending', 2)];

describe(invariant.id, () => {
  it('holds of a second free that changes nothing', () => {
    expect(judgeStep(invariant, { command, before })).toEqual({ broken: null, antecedent: 1 });
  });

  it('says nothing of a first free, of one that is refused, or of numbers that are no host PASID', () => {
    const others = [
      { command, before: [p1('active', 2)], after: [p1('free_pending', 1)] },
      { command, before, answer: '-ENOENT' },
      { command: { ...command, hpasid: '2^20' } },
      { command: { kind: 'ioasid_reclaim', actor: 'kernel', hpasid: 'p1' }, before },
    ];
    expect(others.map((step) => judgeStep(invariant, step))).toEqual(Array(4).fill({ broken: null, antecedent: 0 }));
  });

  it('is broken by a second free that drops a reference', () => {
    expect(judgeStep(invariant, { command, before, after: [p1('free_pending', 1)] })) //
      .toEqual({ broken: 'p1 waited to be freed, and freeing it again changed something', antecedent: 1 });
  });
});
