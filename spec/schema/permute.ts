/**
 * The action of permutations on a state, derived from the sorts of its tables and references: rows move with the ids
 * that index them, and references are renamed. Which permutations are symmetries of an instance is not decided here.
 */
import { type Sort, sorts } from '../sorts.ts';
import { type Column, indexOf, type Layout, rowOf } from './layout.ts';

/** For each sort that is permuted: the id that takes the place of every id, by index (id − first). */
export type Permutation = Readonly<Partial<Record<Sort, readonly number[]>>>;

function rename(permutation: Permutation, sort: Sort, id: number): number {
  const images = permutation[sort];
  return images === undefined ? id : (images[id - sorts[sort].first] as number);
}

function renameCode(permutation: Permutation, { field }: Column, code: number): number {
  if (field.kind !== 'optional' || code === 0) return code;
  const { first } = sorts[field.sort];
  return rename(permutation, field.sort, code - 1 + first) + 1 - first;
}

/** The cells of the permuted state. */
export function permuteCells(layout: Layout, cells: Int32Array, permutation: Permutation): Int32Array {
  const permuted = new Int32Array(layout.cells);
  const { sizes } = layout.bounds;
  for (const column of layout.columns) {
    for (let row = 0; row < column.rows; row++) {
      const ids = indexOf(column, sizes, row).map((id, place) => rename(permutation, column.over[place] as Sort, id));
      const code = renameCode(permutation, column, cells[column.offset + row] as number);
      permuted[column.offset + rowOf(column, sizes, ids)] = code;
    }
  }
  return permuted;
}
