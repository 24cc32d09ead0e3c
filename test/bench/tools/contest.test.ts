import { describe, expect, it } from 'vitest';
import { type Contestant, contest, disagreements } from '../../../bench/tools/contest.ts';
import type { Findings } from '../../../bench/tools/findings.ts';

const right: Findings = { distinct: 288, generated: 1146, depth: 11, errorLength: null };

/** One that takes these seconds in turn. */
const contestant = (name: string, seconds: readonly number[], findings: readonly Findings[] = [right]): Contestant => {
  let round = 0;
  return {
    name,
    run: () => {
      const run = { cpuSeconds: seconds[round] as number, findings: findings[round % findings.length] as Findings };
      round++;
      return run;
    },
  };
};

describe('a contest', () => {
  it('gives everyone the median of its rounds', () => {
    const standings = contest([contestant('a', [3, 1, 9, 2, 2]), contestant('b', [10, 9, 11, 10, 8])], 5);
    expect(standings.map(({ name, cpuSeconds }) => [name, cpuSeconds])).toEqual([
      ['a', 2],
      ['b', 10],
    ]);
  });

  it('is void when someone does not find the same twice', () => {
    const unsteady = contestant('c', [1, 1], [right, { ...right, distinct: 287 }]);
    expect(() => contest([unsteady], 2)).toThrow('c found');
  });

  it('spares those that take long, and tells of every run', () => {
    const told: string[] = [];
    const long = { ...contestant('long', [30, 40]), roundsMax: 1 };
    const standings = contest([contestant('a', [1, 2, 3]), long], 3, (name, { cpuSeconds }) => {
      told.push(`${name} ${cpuSeconds}`);
    });
    expect(told).toEqual(['a 1', 'long 30', 'a 2', 'a 3']);
    expect(standings.map(({ rounds, cpuSeconds }) => [rounds, cpuSeconds])).toEqual([
      [3, 2],
      [1, 30],
    ]);
  });

  it('names who counts otherwise than expected, and forgives what a tool does not count', () => {
    const contestants = [
      contestant('silent', [1], [{ ...right, depth: null }]),
      contestant('lossy', [1], [{ ...right, distinct: 287 }]),
      contestant('shallow', [1], [{ ...right, depth: 10 }]),
    ];
    expect(disagreements(right, contest(contestants, 1))).toEqual([
      'lossy counts distinct 287, expected 288',
      'shallow counts depth 10, expected 11',
    ]);
  });
});
