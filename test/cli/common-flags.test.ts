import { describe, expect, it } from 'vitest';
import { deadlineOf, detailOf, longRunFlags } from '../../cli/common-flags.ts';
import { readFlags } from '../../cli/flags.ts';

const given = (...args: string[]) => readFlags(longRunFlags, args);

describe('a timeout', () => {
  it.each([
    ['1500ms', 1500],
    ['1.5s', 1500],
    ['10m', 600_000],
    ['2h', 7_200_000],
  ])('of %s ends after %d ms', (text, duration) => {
    const reason = `the timeout of ${text} was reached`;
    expect(deadlineOf(given('--timeout', text), 1_000_000)).toEqual({ at: 1_000_000 + duration, reason });
  });

  it('is none if it is not given', () => {
    expect(deadlineOf(given(), 1)).toBeNull();
  });

  it.each(['10', 'm', '5x', '1,5s', ''])('cannot be %s', (text) => {
    expect(() => deadlineOf(given(`--timeout=${text}`), 0)).toThrow('--timeout takes a number with ms, s, m or h');
  });
});

describe('the detail of a report', () => {
  it('is as the flags say, the quiet one first', () => {
    expect([given(), given('-v'), given('-q'), given('-qv')].map(detailOf)).toEqual([
      'normal',
      'verbose',
      'quiet',
      'quiet',
    ]);
  });
});
