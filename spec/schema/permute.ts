/**
 * The action of permutations on a state, derived from the sorts of its tables and references: rows move with the ids
 * that index them, and references are renamed. Which permutations are symmetries of an instance is not decided here.
 */
import { type Sort, sorts } from '../sorts.ts';
import { type Column, indexOf, type Layout, rowOf } from './layout.ts';

/** For each sort that is permuted: the id that takes the place of every id, by index (id − first). */
export type Permutation = Readonly<Partial<Record<Sort, readonly number[]>>>;

/** What becomes of the cells of a state: the code of cell `c` is renamed and goes to another cell, or stays. */
export interface CellAction {
  /** `to[c]`: where the code of cell `c` goes. */
  readonly to: Int32Array;
  /** `codes[c][code]`: what a code of cell `c` is renamed to; null where none is. */
  readonly codes: readonly (readonly number[] | null)[];
}

function rename(permutation: Permutation, sort: Sort, id: number): number {
  const images = permutation[sort];
  return images === undefined ? id : (images[id - sorts[sort].first] as number);
}

/** What the codes of a column are renamed to, null if to themselves. */
function renamedCodes(permutation: Permutation, { field, max }: Column): readonly number[] | null {
  if (field.kind !== 'optional' || permutation[field.sort] === undefined) return null;
  const { sort } = field;
  const { first } = sorts[sort];
  return Array.from({ length: max + 1 }, (_, code) =>
    code === 0 ? 0 : rename(permutation, sort, code - 1 + first) + 1 - first,
  );
}

export function actionOf(layout: Layout, permutation: Permutation): CellAction {
  const to = new Int32Array(layout.cells);
  const codes: (readonly number[] | null)[] = [];
  const { sizes } = layout.bounds;
  for (const column of layout.columns) {
    const renamed = renamedCodes(permutation, column);
    for (let row = 0; row < column.rows; row++) {
      const ids = indexOf(column, sizes, row).map((id, place) => rename(permutation, column.over[place] as Sort, id));
      to[column.offset + row] = column.offset + rowOf(column, sizes, ids);
      codes.push(renamed);
    }
  }
  return { to, codes };
}

/** The cells of the state that an action makes of one. */
export function actOn(cells: Int32Array, { to, codes }: CellAction): Int32Array {
  const image = new Int32Array(cells.length);
  for (let cell = 0; cell < cells.length; cell++) {
    const code = cells[cell] as number;
    image[to[cell] as number] = codes[cell]?.[code] ?? code;
  }
  return image;
}

/** The cells of the permuted state. */
export const permuteCells = (layout: Layout, cells: Int32Array, permutation: Permutation): Int32Array =>
  actOn(cells, actionOf(layout, permutation));
