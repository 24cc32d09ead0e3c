import { describe, expect, it } from 'vitest';
import { failureChangesNothing as invariant } from '../../../invariants/host/failure-changes-nothing.ts';
import { judgeStep } from '../judge.ts';

const command = { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' };
const after = [{ ioasid: { p1: { refs: 1 } } }];

describe(invariant.id, () => {
  it('holds of a failure that changes nothing, and counts it', () => {
    expect(judgeStep(invariant, { command, answer: '-ENOENT' })).toEqual({ broken: null, antecedent: 1 });
  });

  it('says nothing of successes', () => {
    expect(judgeStep(invariant, { command, after })).toEqual({ broken: null, antecedent: 0 });
  });

  it('is broken by a failure that changes something', () => {
    expect(judgeStep(invariant, { command, answer: '-ENOENT', after })) //
      .toEqual({ broken: 'the command failed, and the state after it is another', antecedent: 1 });
  });

  it('is asked of refusals too', () => {
    expect(invariant.ofRefusals).toBe(true);
  });
});
