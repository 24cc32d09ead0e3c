/**
 * The printed form of a state and the true diff of two: `ioasid[p1].state: idle → active`.
 * Only cells that differ from their default are printed, and only cells that differ are in a diff.
 */
import { printId, type Sort } from '../sorts.ts';
import { type Column, indexOf, type Layout } from './layout.ts';
import type { SparseStore } from './sparse.ts';
import type { ListableStore } from './store.ts';
import { decode } from './view.ts';

/** One cell whose value changed. */
export interface Change {
  /** `ioasid[p1].state` */
  readonly cell: string;
  readonly from: string;
  readonly to: string;
}

/** `ioasid[p1].state` */
export function printCell(layout: Layout, column: Column, row: number): string {
  const ids = indexOf(column, layout.bounds.sizes, row).map((id, place) => printId(column.over[place] as Sort, id));
  return `${column.table}[${ids.join(', ')}].${column.name}`;
}

/** The printed value of a code: `true`, `idle`, `2`, `p1`, `none`. */
export function printCode({ field }: Column, code: number): string {
  const value = decode(field, code);
  if (value === null) return 'none';
  return field.kind === 'optional' ? printId(field.sort, value as number) : String(value);
}

const changeOf = (layout: Layout, column: Column, row: number, from: number, to: number): Change => ({
  cell: printCell(layout, column, row),
  from: printCode(column, from),
  to: printCode(column, to),
});

/** What differs between two states given by their cells, in the order of the layout. */
export function diffCells(layout: Layout, before: Int32Array, after: Int32Array): Change[] {
  return layout.columns.flatMap((column) =>
    Array.from({ length: column.rows }, (_, row) => row)
      .filter((row) => before[column.offset + row] !== after[column.offset + row])
      .map((row) => {
        const cell = column.offset + row;
        return changeOf(layout, column, row, before[cell] as number, after[cell] as number);
      }),
  );
}

/** What a sparse state's cells, written since its list was last emptied, have come to hold instead. */
export function diffWritten(layout: Layout, store: SparseStore): Change[] {
  const before = new Map<string, { column: Column; row: number; from: number }>();
  for (let at = 0; at < store.written.length; at += 3) {
    const [number, row, from] = store.written.slice(at, at + 3) as [number, number, number];
    const key = `${number},${row}`;
    if (!before.has(key)) before.set(key, { column: layout.columns[number] as Column, row, from });
  }
  return [...before.values()]
    .filter(({ column, row, from }) => store.read(column.number, row) !== from)
    .map(({ column, row, from }) => changeOf(layout, column, row, from, store.read(column.number, row)));
}

/** Every cell that differs from its default, one a line: `ioasid[p1].state = idle`. */
export function printState(layout: Layout, store: ListableStore): string {
  return layout.columns
    .flatMap((column) =>
      [...store.entries(column.number)].map(
        ([row, code]) => `${printCell(layout, column, row)} = ${printCode(column, code)}`,
      ),
    )
    .join('\n');
}
