/**
 * What cells and their codes are called in an exported model: a cell by its table, row and field, as `ioasid_p1_state`;
 * an enumeration's code by its field, as `ioasid_state_idle`; an id by itself, as `p1`; numbers as they are.
 */
import { type Column, indexOf, type Layout } from '../../spec/schema/layout.ts';
import { printId, sorts } from '../../spec/sorts.ts';

/** A name for a number. */
export interface Constant {
  readonly name: string;
  readonly value: number;
}

/** What a reference holds that names nothing. */
const nothing: Constant = { name: 'none', value: 0 };

/** Any text as an identifier: whatever else stands in it becomes an underscore. */
export const identifier = (text: string): string => text.replace(/\W+/g, '_').replace(/^_|_$/g, '');

/** Texts as identifiers, each another one. */
export function uniqueNames(texts: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return texts.map((text) => {
    const name = identifier(text);
    let unique = name;
    for (let number = 2; taken.has(unique); number++) unique = `${name}_${number}`;
    taken.add(unique);
    return unique;
  });
}

/** The codes of a column that have names, by code. */
function constantsOf({ table, name, field, max }: Column): readonly Constant[] {
  if (field.kind === 'enumeration') {
    return field.names.map((code, value) => ({ name: identifier(`${table}_${name}_${code}`), value }));
  }
  if (field.kind !== 'optional' || sorts[field.sort].prefix === '') return [];
  const { first } = sorts[field.sort];
  const ids = Array.from({ length: max }, (_, place) => printId(field.sort, first + place));
  return [nothing, ...ids.map((id, place) => ({ name: id, value: place + 1 }))];
}

export class Names {
  /** All constants, each once. */
  readonly constants: readonly Constant[];
  readonly #cells: readonly string[];
  readonly #codes: readonly (readonly Constant[])[];

  constructor({ columns, bounds }: Layout) {
    const rows = columns.flatMap((column) => Array.from({ length: column.rows }, (_, row) => ({ column, row })));
    this.#cells = rows.map(({ column, row }) => {
      const ids = indexOf(column, bounds.sizes, row).map((id, place) => {
        const sort = column.over[place] as Column['over'][number];
        return printId(sort, id);
      });
      return [column.table, ...ids, column.name].join('_');
    });
    this.#codes = rows.map(({ column }) => constantsOf(column));
    this.constants = [...new Map(columns.flatMap(constantsOf).map((constant) => [constant.name, constant])).values()];
  }

  cell(cell: number): string {
    return this.#cells[cell] as string;
  }

  /** The name of a code of a cell, or its number. */
  code(cell: number, code: number): string {
    return this.#codes[cell]?.[code]?.name ?? String(code);
  }
}
