/**
 * Where the codes of a state are kept. The tables of `view.ts` read and write through this interface alone,
 * so that the same transition runs on packed search states (`dense.ts`), on huge hosts (`sparse.ts`), or under a
 * tracer. A code is 0 … max of its column, and 0 is the default.
 */
export interface Store {
  /** The code of a column at a row. */
  read(column: number, row: number): number;
  write(column: number, row: number, code: number): void;
  /** Whether a row in [from, to) holds `code`. */
  some(column: number, code: number, from: number, to: number): boolean;
  /** Whether every row in [from, to) holds one of `codes`. */
  every(column: number, codes: readonly number[], from: number, to: number): boolean;
  /** How many rows in [from, to) hold `code`. */
  count(column: number, code: number, from: number, to: number): number;
  /** The first row in [from, to) that holds `code`, or -1. */
  first(column: number, code: number, from: number, to: number): number;
  /** Every row in [from, to) that holds `code` comes to hold `next`. */
  replace(column: number, code: number, next: number, from: number, to: number): void;
  /** The rows in [from, to) that do not hold the default, in order: given by a store that need not look at each. */
  rowsInUse?(column: number, from: number, to: number): readonly number[];
}

/** A store whose cells can be listed, for printing and comparing. */
export interface ListableStore extends Store {
  /** Every cell of a column that differs from its default, as [row, code]. */
  entries(column: number): Iterable<readonly [row: number, code: number]>;
}
