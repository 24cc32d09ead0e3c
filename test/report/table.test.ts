import { describe, expect, it } from 'vitest';
import { table } from '../../report/table.ts';

describe('a table', () => {
  it('aligns words to the left and numbers to the right, without blanks at the end', () => {
    const rows = [
      ['p1', '1,234', 'idle'],
      ['free_pending', '7', ''],
    ];
    expect(table(rows, '  ', ['what', 'times', 'state'])).toEqual([
      '  what          times  state',
      '  p1            1,234  idle',
      '  free_pending      7',
    ]);
  });

  it('without rows is empty', () => {
    expect(table([])).toEqual([]);
  });
});
