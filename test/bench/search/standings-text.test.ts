import { describe, expect, it } from 'vitest';
import { standingsText } from '../../../bench/search/standings-text.ts';
import { result } from './results.ts';

describe('the table of a contest', () => {
  it('has a row for each, memory where it is known, and ends with whoever counted otherwise', () => {
    const held = result({ bytesPerState: 19.82, load: 0.511 }, { vsva: 0.5, Rumur: 6 }, { generated: 3, depth: null });
    expect(standingsText(held)).toEqual([
      'a contest: 1,072,510 distinct, 11,713,744 generated, depth 31',
      '         CPU s  ratio   states/s  bytes per state  load  rounds',
      '  vsva    0.50    1.0  2,145,020             19.8  0.51       5',
      '  Rumur   6.00   12.0    178,752                              5',
      '  DIFFERENT: Rumur counts generated 3, expected 11713744',
    ]);
  });
});
