import { describe, expect, it } from 'vitest';
import { isMet, type Target, verdictLine } from '../../../bench/search/targets.ts';

const target = (measured: number, bound: Target['bound'], limit: number): Target => ({
  what: 'it',
  measured,
  bound,
  limit,
});

describe('a target', () => {
  it('is met at its limit, and on the right side of it', () => {
    expect([3.99, 4, 4.01].map((measured) => isMet(target(measured, 'at least', 4)))).toEqual([false, true, true]);
    expect([31.9, 32, 32.1].map((measured) => isMet(target(measured, 'at most', 32)))).toEqual([true, true, false]);
  });

  it('is not met by what could not be measured', () => {
    expect(isMet(target(Number.NaN, 'at least', 4))).toBe(false);
  });

  it('is told in a line, with what was measured', () => {
    expect(verdictLine(target(6.789, 'at least', 4))).toBe('met: 6.79, at least 4: it');
    expect(verdictLine(target(933_000.4, 'at least', 1_000_000))).toBe('MISSED: 933,000, at least 1,000,000: it');
    expect(verdictLine(target(17.7556, 'at most', 32))).toBe('met: 17.76, at most 32: it');
  });
});
