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
    const rows = this.#rows(column, from, to);
    if (!codes.includes(0) && rows.length < to - from) return false;
    return rows.every((row) => codes.includes(this.read(column, row)));
  }

  count(column: number, code: number, from: number, to: number): number {
    const rows = this.#rows(column, from, to);
    if (code === 0) return to - from - rows.length;
    return rows.reduce((same, row) => (this.read(column, row) === code ? same + 1 : same), 0);
  }

  first(column: number, code: number, from: number, to: number): number {
    if (code === 0) {
      for (let row = from; row < to; row++) if (!this.#column(column).has(row)) return row;
      return -1;
    }
    return this.rowsInUse(column, from, to).find((row) => this.read(column, row) === code) ?? -1;
  }

  replace(column: number, code: number, next: number, from: number, to: number): void {
    if (code === 0) {
      for (let row = from; row < to; row++) if (!this.#column(column).has(row)) this.write(column, row, next);
      return;
    }
    for (const row of this.#rows(column, from, to)) {
      if (this.read(column, row) === code) this.write(column, row, next);
    }
  }

  rowsInUse(column: number, from: number, to: number): readonly number[] {
    return this.#rows(column, from, to).sort((one, other) => one - other);
  }

  /** The rows from `from` to before `to` that differ from their default, in any order. Looks at as few as it can. */
  #rows(column: number, from: number, to: number): number[] {
    const cells = this.#column(column);
    const rows: number[] = [];
    if (to - from < cells.size) {
      for (let row = from; row < to; row++) if (cells.has(row)) rows.push(row);
    } else {
      for (const row of cells.keys()) if (row >= from && row < to) rows.push(row);
    }
    return rows;
  }

  /** How many cells of a column differ from their default. */
  occupied(column: number): number {
    return this.#column(column).size;
  }

  entries(column: number): Iterable<readonly [number, number]> {
    return this.#column(column).entries();
  }
}
