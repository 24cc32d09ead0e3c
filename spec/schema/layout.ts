/**
 * Where each field of a schema lies in one instance: its number, its rows, and its place in packed words.
 * A *cell* is one field of one row. Cells are numbered field by field, so that a slice of one field is contiguous.
 */
import type { Field, Schema } from '../schema.ts';
import { type Sizes, type Sort, sorts } from '../sorts.ts';

/** One field of one table, with all its rows. */
export interface Column {
  readonly table: string;
  readonly name: string;
  readonly field: Field;
  readonly over: readonly Sort[];
  /** Number of this column within the layout. */
  readonly number: number;
  /** Number of rows. */
  readonly rows: number;
  /** Number of the first cell. */
  readonly offset: number;
  /** Highest code; codes are 0 … max, and 0 is the default. */
  readonly max: number;
}

/** The bounds of an instance, as far as a layout depends on them. */
export interface Bounds {
  readonly sizes: Sizes;
  /** How many PASIDs the IOASID allocator may hand out in all. */
  readonly capacity: number;
}

export interface Layout {
  readonly schema: Schema;
  readonly bounds: Bounds;
  readonly columns: readonly Column[];
  /** Number of cells of a state. */
  readonly cells: number;
}

/** How the cells of a layout lie in 32-bit words. No cell crosses a word. */
export interface Packing {
  /** Number of 32-bit words of a packed state. */
  readonly words: number;
  /** Number of bits that carry information. */
  readonly bits: number;
  readonly word: Int32Array;
  readonly shift: Int32Array;
  readonly mask: Int32Array;
}

function highestCode(field: Field, { sizes, capacity }: Bounds): number {
  switch (field.kind) {
    case 'flag':
      return 1;
    case 'enumeration':
      return field.names.length - 1;
    case 'counter':
      return (field.max === 'capacity' ? capacity : field.max) + (field.beside === undefined ? 0 : sizes[field.beside]);
    case 'optional':
      return sizes[field.sort];
  }
}

export function layoutOf(schema: Schema, bounds: Bounds): Layout {
  const columns: Column[] = [];
  let offset = 0;
  for (const [table, { over, fields }] of Object.entries(schema)) {
    const rows = over.reduce((product, sort) => product * bounds.sizes[sort], 1);
    for (const [name, field] of Object.entries(fields)) {
      columns.push({ table, name, field, over, number: columns.length, rows, offset, max: highestCode(field, bounds) });
      offset += rows;
    }
  }
  return { schema, bounds, columns, cells: offset };
}

/** The packing of a layout: cells in order, each in the next bits that hold it whole. */
export function packingOf(layout: Layout): Packing {
  const word = new Int32Array(layout.cells);
  const shift = new Int32Array(layout.cells);
  const mask = new Int32Array(layout.cells);
  let bits = 0;
  let end = 0;
  for (const { offset, rows, max } of layout.columns) {
    const width = 32 - Math.clz32(max);
    // What has one value only takes no bits, and so lies nowhere.
    if (width === 0) continue;
    for (let cell = offset; cell < offset + rows; cell++) {
      if ((end & 31) + width > 32) end = (end + 31) & ~31;
      word[cell] = end >>> 5;
      shift[cell] = end & 31;
      mask[cell] = (1 << width) - 1;
      end += width;
      bits += width;
    }
  }
  return { words: Math.max(1, (end + 31) >>> 5), bits, word, shift, mask };
}

/** The ids of a row, in the order of the sorts the column stands over. */
export function indexOf(column: Column, sizes: Sizes, row: number): number[] {
  const ids: number[] = [];
  let rest = row;
  for (const sort of column.over.toReversed()) {
    ids.unshift(sorts[sort].first + (rest % sizes[sort]));
    rest = Math.floor(rest / sizes[sort]);
  }
  return ids;
}

/** The row of the given ids, one for each sort that the column stands over. */
export function rowOf(column: Column, sizes: Sizes, ids: readonly number[]): number {
  return column.over.reduce((row, sort, place) => row * sizes[sort] + ((ids[place] as number) - sorts[sort].first), 0);
}
