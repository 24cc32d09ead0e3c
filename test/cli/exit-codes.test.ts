import { describe, expect, it } from 'vitest';
import { exitCodeOf, exitCodes, type Outcome, outcomes } from '../../cli/exit-codes.ts';

describe('the exit code', () => {
  it('is 0 only if nothing is wrong', () => {
    expect(exitCodeOf(new Set())).toBe(0);
  });

  it('is that of the gravest outcome', () => {
    const codeOf = (...applying: Outcome[]) => exitCodeOf(new Set(applying));
    expect(codeOf('undecided', 'gate')).toBe(10);
    expect(codeOf('gate', 'differs', 'violated')).toBe(12);
    expect(codeOf('leadsTo', 'violated')).toBe(12);
    expect(codeOf('differs', 'leadsTo')).toBe(13);
    expect(codeOf('differs', 'unexpected')).toBe(15);
    expect(codeOf('violated', 'interrupted')).toBe(130);
    expect(codeOf('undecided', 'interrupted')).toBe(130);
  });

  it('has a meaning for each', () => {
    expect(Object.keys(outcomes)).toEqual(Object.keys(exitCodes));
    expect(new Set(Object.values(exitCodes)).size).toBe(Object.keys(exitCodes).length);
  });
});
