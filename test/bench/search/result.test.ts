import { describe, expect, it } from 'vitest';
import { leastRatio, ownIn, ratioTo } from '../../../bench/search/result.ts';
import type { Standing } from '../../../bench/tools/contest.ts';
import { result } from './results.ts';

describe('the result of a contest', () => {
  const held = result(null, { vsva: 0.5, 'Spin depth-first': 4, 'Spin breadth-first': 3, Rumur: 6 });

  it('has ours first, and the ratio of every other to it', () => {
    expect(ownIn(held).name).toBe('vsva');
    expect(held.standings.map((standing) => ratioTo(held, standing))).toEqual([1, 8, 6, 12]);
  });

  it('compares us with the best search of a tool, if it took part', () => {
    expect([leastRatio(held, 'Spin'), leastRatio(held, 'Rumur'), leastRatio(held, 'TLC')]).toEqual([6, 12, undefined]);
  });

  it('names who counted otherwise', () => {
    expect(held.disagreements).toEqual([]);
    expect(result(null, { vsva: 1, Rumur: 1 }, { distinct: 7, depth: null }).disagreements).toEqual([
      'Rumur counts distinct 7, expected 1072510',
    ]);
    expect((held.standings[3] as Standing).rounds).toBe(5);
  });
});
