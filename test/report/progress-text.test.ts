import { describe, expect, it } from 'vitest';
import { runProgress, searchProgress } from '../../report/progress-text.ts';

describe('a line of progress', () => {
  it('of a search has states, rate, depth and queue', () => {
    const progress = { distinct: 50_000, generated: 900_000, depth: 12, queue: 4321, seconds: 25.2 };
    expect(searchProgress('identity', progress)).toBe('identity: 50,000 states, 1,984/s, depth 12, queue 4,321, 25 s');
    expect(searchProgress('identity', { ...progress, distinct: 1, seconds: 0 })).toMatch(/ 1,000\/s/);
  });

  it('of a random run has the sequences', () => {
    expect(runProgress('large', 12, 30, 4.6)).toBe('large: 12 of 30 sequences, 5 s');
  });
});
