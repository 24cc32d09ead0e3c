import { describe, expect, it } from 'vitest';
import { SparseStore } from '../../../spec/schema/sparse.ts';
import { twoGuestsLayout } from './samples.ts';

describe('a sparse store', () => {
  const store = () => new SparseStore(twoGuestsLayout);

  it('lists every write with its column, its row and the code before, until the list is emptied', () => {
    const sparse = store();
    sparse.write(3, 1, 2);
    sparse.write(3, 1, 3);
    sparse.write(4, 0, 1);
    expect(sparse.written).toEqual([3, 1, 0, 3, 1, 2, 4, 0, 0]);
    sparse.written.length = 0;
    sparse.replace(3, 3, 0, 0, 2);
    expect(sparse.written).toEqual([3, 1, 3]);
  });

  it('keeps only the cells that differ from their default', () => {
    const sparse = store();
    sparse.write(3, 0, 2);
    sparse.write(3, 1, 2);
    sparse.write(3, 0, 0);
    expect(sparse.occupied(3)).toBe(1);
    expect([...sparse.entries(3)]).toEqual([[1, 2]]);
  });

  it('finds the first row whatever the order of writing', () => {
    const sparse = store();
    sparse.write(3, 1, 2);
    sparse.write(3, 0, 2);
    expect(sparse.first(3, 2, 0, 2)).toBe(0);
  });

  it('knows the rows of a slice that are in use, in order', () => {
    const sparse = store();
    for (const row of [3, 0, 2, 1]) sparse.write(3, row, 1);
    sparse.write(3, 2, 0);
    expect(sparse.rowsInUse(3, 0, 3)).toEqual([0, 1]);
    expect(sparse.rowsInUse(3, 1, 4)).toEqual([1, 3]);
  });
});
