/**
 * A store of only those cells that differ from their default, for hosts whose full tables would not fit in memory
 * (2^20 PASIDs × 1,024 devices). It also keeps the list of cells written since it was last asked, so that two
 * states can be compared where something happened.
 */
import type { Layout } from './layout.ts';
import type { ListableStore } from './store.ts';

export class SparseStore implements ListableStore {
  readonly #columns: readonly Map<number, number>[];
  /** Cells written since the list was last emptied: column, row and the code before, in turn. A cell may recur. */
  readonly written: number[] = [];

  constructor(layout: Layout) {
    this.#columns = layout.columns.map(() => new Map());
  }

  #column(column: number): Map<number, number> {
    return this.#columns[column] as Map<number, number>;
  }

  read(column: number, row: number): number {
    return this.#column(column).get(row) ?? 0;
  }

  write(column: number, row: number, code: number): void {
    this.written.push(column, row, this.read(column, row));
    if (code === 0) this.#column(column).delete(row);
    else this.#column(column).set(row, code);
  }

  some(column: number, code: number, from: number, to: number): boolean {
    return this.count(column, code, from, to) > 0;
  }

  every(column: number, codes: readonly number[], from: number, to: number): boolean {
    let others = 0;
    for (const [row, held] of this.#column(column)) {
      if (row < from || row >= to) continue;
      if (!codes.includes(held)) return false;
      others++;
    }
    return codes.includes(0) || others === to - from;
  }

  count(column: number, code: number, from: number, to: number): number {
    let same = 0;
    let others = 0;
    for (const [row, held] of this.#column(column)) {
      if (row < from || row >= to) continue;
      if (held === code) same++;
      else others++;
    }
    return code === 0 ? to - from - others : same;
  }

  first(column: number, code: number, from: number, to: number): number {
    if (code === 0) {
      for (let row = from; row < to; row++) if (!this.#column(column).has(row)) return row;
      return -1;
    }
    let first = -1;
    for (const [row, held] of this.#column(column)) {
      if (held === code && row >= from && row < to && (first < 0 || row < first)) first = row;
    }
    return first;
  }

  replace(column: number, code: number, next: number, from: number, to: number): void {
    if (code === 0) {
      for (let row = from; row < to; row++) if (!this.#column(column).has(row)) this.write(column, row, next);
      return;
    }
    for (const [row, held] of [...this.#column(column)]) {
      if (held === code && row >= from && row < to) this.write(column, row, next);
    }
  }

  /** How many cells of a column differ from their default. */
  occupied(column: number): number {
    return this.#column(column).size;
  }

  entries(column: number): Iterable<readonly [number, number]> {
    return this.#column(column).entries();
  }
}
