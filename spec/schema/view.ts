/**
 * The readable state: tables over a store, with ids, names and booleans instead of codes.
 * A value outside its field's range is a defect of the specification and throws `OutOfRange`.
 */
import type { Field, Schema, StateOf } from '../schema.ts';
import { sorts } from '../sorts.ts';
import type { Column, Layout } from './layout.ts';
import type { Store } from './store.ts';

/** A transition wrote a value that its field cannot hold: a defect of the specification, not of its user. */
export class OutOfRange extends Error {
  constructor({ table, name, field }: Column, value: unknown) {
    super(`${table}.${name} (${field.kind}) cannot hold ${String(value)}`);
    this.name = 'OutOfRange';
  }
}

/** A transition named a row that its table does not have: likewise a defect of the specification. */
export class NoSuchRow extends Error {
  constructor(table: string, ids: readonly number[]) {
    super(`${table} has no row [${ids.join(', ')}]`);
    this.name = 'NoSuchRow';
  }
}

/** What a reader sees for a code. */
export function decode(field: Field, code: number): boolean | string | number | null {
  switch (field.kind) {
    case 'flag':
      return code === 1;
    case 'enumeration':
      return field.names[code] as string;
    case 'counter':
      return code;
    case 'optional':
      return code === 0 ? null : code - 1 + sorts[field.sort].first;
  }
}

/** The code of what a writer gives. */
export function encode(column: Column, value: unknown): number {
  const { field, max } = column;
  let code: number;
  switch (field.kind) {
    case 'flag':
      code = value === true ? 1 : value === false ? 0 : -1;
      break;
    case 'enumeration':
      code = field.names.indexOf(value as string);
      break;
    case 'counter':
      code = value as number;
      break;
    case 'optional': {
      const { first } = sorts[field.sort];
      // Null alone has code 0: the number before the first id is no id.
      if (value === null) code = 0;
      else code = (value as number) < first ? -1 : (value as number) + 1 - first;
      break;
    }
  }
  if (code >= 0 && code <= max && Number.isInteger(code)) return code;
  throw new OutOfRange(column, value);
}

/** A row, whose fields are accessors made from the schema. Rows are made often: `declare` spares their initialisation. */
class StoredRow {
  declare readonly store: Store;
  declare readonly row: number;
  constructor(store: Store, row: number) {
    this.store = store;
    this.row = row;
  }
}

function rowClass(columns: readonly Column[]): typeof StoredRow {
  class Row extends StoredRow {}
  for (const column of columns) {
    const { number, field } = column;
    Object.defineProperty(Row.prototype, column.name, {
      get(this: StoredRow) {
        return decode(field, this.store.read(number, this.row));
      },
      set(this: StoredRow, value: unknown) {
        this.store.write(number, this.row, encode(column, value));
      },
    });
  }
  return Row;
}

class StoredTable {
  readonly #name: string;
  readonly #store: Store;
  readonly #columns: ReadonlyMap<string, Column>;
  readonly #sizes: readonly number[];
  readonly #firsts: readonly number[];
  readonly #Row: typeof StoredRow;

  constructor(store: Store, layout: Layout, columns: readonly Column[]) {
    const { table, over } = columns[0] as Column;
    this.#name = table;
    this.#store = store;
    this.#columns = new Map(columns.map((column) => [column.name, column]));
    this.#sizes = over.map((sort) => layout.bounds.sizes[sort]);
    this.#firsts = over.map((sort) => sorts[sort].first);
    this.#Row = rowClass(columns);
  }

  #column(name: string): Column {
    return this.#columns.get(name) as Column;
  }

  /** The number of the first row of the slice that the leading ids name. */
  #from(ids: readonly number[]): number {
    let row = 0;
    for (let place = 0; place < this.#sizes.length; place++) {
      const size = this.#sizes[place] as number;
      // A slice of a sort without members is empty, and starts wherever.
      const index = place < ids.length ? (ids[place] as number) - (this.#firsts[place] as number) : 0;
      // A slice of a sort without members is empty, and starts wherever.
      if (place < ids.length && !(index >= 0 && index < size)) throw new NoSuchRow(this.#name, ids);
      row = row * size + index;
    }
    return row;
  }

  /** The number of rows of a slice named by so many ids. */
  #length(ids: number): number {
    let length = 1;
    for (let place = ids; place < this.#sizes.length; place++) length *= this.#sizes[place] as number;
    return length;
  }

  at(...ids: number[]): StoredRow {
    return new this.#Row(this.#store, this.#from(ids));
  }

  some(field: string, value: unknown, ...slice: number[]): boolean {
    const column = this.#column(field);
    const from = this.#from(slice);
    return this.#store.some(column.number, encode(column, value), from, from + this.#length(slice.length));
  }

  every(field: string, values: readonly unknown[], ...slice: number[]): boolean {
    const column = this.#column(field);
    const codes = values.map((value) => encode(column, value));
    const from = this.#from(slice);
    return this.#store.every(column.number, codes, from, from + this.#length(slice.length));
  }

  count(field: string, value: unknown, ...slice: number[]): number {
    const column = this.#column(field);
    const from = this.#from(slice);
    return this.#store.count(column.number, encode(column, value), from, from + this.#length(slice.length));
  }

  first(field: string, value: unknown, ...slice: number[]): number | null {
    const column = this.#column(field);
    const from = this.#from(slice);
    const row = this.#store.first(column.number, encode(column, value), from, from + this.#length(slice.length));
    return row < 0 ? null : (row % (this.#sizes.at(-1) as number)) + (this.#firsts.at(-1) as number);
  }

  /** The rows of a slice: all, or those alone that do not hold the default, where the store knows them. */
  #rows({ number }: Column, slice: readonly number[]): readonly number[] {
    const from = this.#from(slice);
    const length = this.#length(slice.length);
    return this.#store.rowsInUse?.(number, from, from + length) ?? Array.from({ length }, (_, place) => from + place);
  }

  inUse(field: string, ...slice: number[]): readonly number[] {
    const from = this.#from(slice);
    return this.#rows(this.#column(field), slice).map((row) => row - from + (this.#firsts.at(-1) as number));
  }

  clear(field: string, ...slice: number[]): void {
    const column = this.#column(field);
    for (const row of this.#rows(column, slice)) this.#store.write(column.number, row, 0);
  }

  replace(field: string, from: unknown, to: unknown, ...slice: number[]): void {
    const column = this.#column(field);
    const start = this.#from(slice);
    const end = start + this.#length(slice.length);
    this.#store.replace(column.number, encode(column, from), encode(column, to), start, end);
  }
}

/** The state of a schema over a store. */
export function viewOf<S extends Schema>(layout: Layout & { readonly schema: S }, store: Store): StateOf<S> {
  const names = Object.keys(layout.schema);
  const tables = names.map((name) => {
    const columns = layout.columns.filter(({ table }) => table === name);
    return [name, new StoredTable(store, layout, columns)] as const;
  });
  return Object.fromEntries(tables) as unknown as StateOf<S>;
}
