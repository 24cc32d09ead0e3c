/** A store as plain as can be: a map of every cell by name. The other stores are held against it. */
import type { Layout } from '../../../spec/schema/layout.ts';
import type { Store } from '../../../spec/schema/store.ts';

export class MapStore implements Store {
  readonly #cells = new Map<string, number>();

  constructor({ columns }: Layout) {
    for (const { number, rows } of columns) {
      for (let row = 0; row < rows; row++) this.#cells.set(`${number},${row}`, 0);
    }
  }

  read(column: number, row: number): number {
    return this.#cells.get(`${column},${row}`) as number;
  }

  write(column: number, row: number, code: number): void {
    this.#cells.set(`${column},${row}`, code);
  }

  #holding(column: number, code: number, from: number, to: number): number[] {
    const rows = Array.from({ length: to - from }, (_, place) => from + place);
    return rows.filter((row) => this.read(column, row) === code);
  }

  every(column: number, codes: readonly number[], from: number, to: number): boolean {
    for (let row = from; row < to; row++) if (!codes.includes(this.read(column, row))) return false;
    return true;
  }

  some(column: number, code: number, from: number, to: number): boolean {
    return this.#holding(column, code, from, to).length > 0;
  }

  count(column: number, code: number, from: number, to: number): number {
    return this.#holding(column, code, from, to).length;
  }

  first(column: number, code: number, from: number, to: number): number {
    return this.#holding(column, code, from, to)[0] ?? -1;
  }

  replace(column: number, code: number, next: number, from: number, to: number): void {
    for (const row of this.#holding(column, code, from, to)) this.write(column, row, next);
  }
}
