import { describe, expect, it } from 'vitest';
import { answerIsAllocated as invariant } from '../../../invariants/ioasid/answer-is-allocated.ts';
import { judgeStep } from '../judge.ts';

const alloc = { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' };
const range = { ...alloc, kind: 'ioasid_alloc_range', min: 'p1', max: 'p2' };
const after = [{ ioasid: { p1: { state: 'idle', set: 's1' } } }];

describe(invariant.id, () => {
  it('holds of a host PASID that the set then holds, and says nothing of failures and other commands', () => {
    expect([alloc, range].map((command) => judgeStep(invariant, { command, answer: 'p1', after }))) //
      .toEqual(Array(2).fill({ broken: null, antecedent: 1 }));
    const free = { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p1' };
    expect([{ command: alloc, answer: '-ENOSPC' }, { command: free }].map((step) => judgeStep(invariant, step))) //
      .toEqual(Array(2).fill({ broken: null, antecedent: 0 }));
  });

  it('is broken by one that the set does not hold', () => {
    expect(judgeStep(invariant, { command: alloc, answer: 'p2', after }).broken).toBe('s1 does not hold p2');
  });
});
