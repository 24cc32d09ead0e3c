/**
 * The JSON form of a state: table → row → field → value, only what differs from its default:
 * `{"ioasid": {"p1": {"state": "idle", "set": "s1", "refs": 1}}}`. Ids are written as they are printed.
 */
import { printId, type Sort, sorts } from '../sorts.ts';
import { type Column, indexOf, type Layout, rowOf } from './layout.ts';
import type { ListableStore, Store } from './store.ts';
import { decode, encode } from './view.ts';

export type StateJson = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** A JSON text that is not a state of this layout. */
export class NotAState extends Error {
  constructor(what: string) {
    super(`not a state of this instance: ${what}`);
    this.name = 'NotAState';
  }
}

/** The number of an id that is written exactly as it would be printed, else NaN. */
const idOf = (sort: Sort, text: string): number => {
  const id = Number(text.slice(sorts[sort].prefix.length));
  return printId(sort, id) === text ? id : Number.NaN;
};

export function stateToJson(layout: Layout, store: ListableStore): StateJson {
  const json: Record<string, Record<string, Record<string, unknown>>> = {};
  for (const column of layout.columns) {
    const { over, field, table, name, number } = column;
    for (const [row, code] of store.entries(number)) {
      const ids = indexOf(column, layout.bounds.sizes, row).map((id, place) => printId(over[place] as Sort, id));
      const value = decode(field, code);
      json[table] ??= {};
      const rows = json[table];
      rows[ids.join(',')] ??= {};
      const fields = rows[ids.join(',')] as Record<string, unknown>;
      fields[name] = field.kind === 'optional' ? printId(field.sort, value as number) : value;
    }
  }
  return json;
}

/** Writes the state to an empty store. Throws `NotAState` on a name, an id or a value that the layout does not have. */
export function stateFromJson(layout: Layout, json: StateJson, store: Store): void {
  for (const [table, rows] of Object.entries(json)) {
    for (const [key, fields] of Object.entries(rows)) {
      for (const [name, value] of Object.entries(fields)) {
        const where = `${table}[${key}].${name}`;
        const column = layout.columns.find((candidate) => candidate.table === table && candidate.name === name);
        if (column === undefined) throw new NotAState(`there is no ${where}`);
        store.write(column.number, rowFromKey(layout, column, key, where), codeFromJson(column, value, where));
      }
    }
  }
}

function rowFromKey(layout: Layout, column: Column, key: string, where: string): number {
  const { sizes } = layout.bounds;
  const texts = key.split(',');
  const ids = column.over.map((sort, place) => idOf(sort, texts[place] ?? ''));
  const row = texts.length === ids.length ? rowOf(column, sizes, ids) : -1;
  const named = row >= 0 && row < column.rows && indexOf(column, sizes, row).every((id, place) => id === ids[place]);
  if (!named) throw new NotAState(`there is no ${where}`);
  return row;
}

function codeFromJson(column: Column, value: unknown, where: string): number {
  try {
    const { field } = column;
    return encode(column, field.kind === 'optional' ? idOf(field.sort, String(value)) : value);
  } catch {
    throw new NotAState(`${where} cannot be ${JSON.stringify(value)}`);
  }
}
