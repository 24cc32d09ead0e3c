/**
 * A store with every cell in one array, for states small enough to be packed: decoded once from words,
 * changed in place, encoded again. It has a base to go back to, so that many commands can be tried on one state.
 */
import { type Column, type Layout, type Packing, packingOf } from './layout.ts';
import type { ListableStore } from './store.ts';

export class DenseStore implements ListableStore {
  readonly packing: Packing;
  /** The codes of all cells, in the order of the layout. */
  readonly cells: Int32Array;
  readonly #layout: Layout;
  readonly #offsets: Int32Array;
  readonly #base: Int32Array;
  #written = false;

  constructor(layout: Layout) {
    this.#layout = layout;
    this.packing = packingOf(layout);
    this.cells = new Int32Array(layout.cells);
    this.#base = new Int32Array(layout.cells);
    this.#offsets = Int32Array.from(layout.columns, ({ offset }) => offset);
  }

  read(column: number, row: number): number {
    return this.cells[(this.#offsets[column] as number) + row] as number;
  }

  write(column: number, row: number, code: number): void {
    this.#written = true;
    this.cells[(this.#offsets[column] as number) + row] = code;
  }

  some(column: number, code: number, from: number, to: number): boolean {
    return this.first(column, code, from, to) >= 0;
  }

  every(column: number, codes: readonly number[], from: number, to: number): boolean {
    const offset = this.#offsets[column] as number;
    for (let cell = offset + from; cell < offset + to; cell++) {
      if (!codes.includes(this.cells[cell] as number)) return false;
    }
    return true;
  }

  count(column: number, code: number, from: number, to: number): number {
    const offset = this.#offsets[column] as number;
    let count = 0;
    for (let cell = offset + from; cell < offset + to; cell++) if (this.cells[cell] === code) count++;
    return count;
  }

  first(column: number, code: number, from: number, to: number): number {
    const offset = this.#offsets[column] as number;
    for (let row = from; row < to; row++) if (this.cells[offset + row] === code) return row;
    return -1;
  }

  replace(column: number, code: number, next: number, from: number, to: number): void {
    this.#written = true;
    const offset = this.#offsets[column] as number;
    for (let cell = offset + from; cell < offset + to; cell++) if (this.cells[cell] === code) this.cells[cell] = next;
  }

  *entries(column: number): Iterable<readonly [number, number]> {
    const { offset, rows } = this.#layout.columns[column] as Column;
    for (let row = 0; row < rows; row++) {
      const code = this.cells[offset + row] as number;
      if (code !== 0) yield [row, code];
    }
  }

  /** Takes the state whose words start at `words[at]`, and makes it the base. */
  unpack(words: Int32Array, at: number): void {
    const { word, shift, mask } = this.packing;
    const { cells } = this;
    for (let cell = 0; cell < cells.length; cell++) {
      cells[cell] =
        ((words[at + (word[cell] as number)] as number) >>> (shift[cell] as number)) & (mask[cell] as number);
    }
    this.keep();
  }

  /** Writes the packed state to `words`, from `words[at]` on. */
  pack(words: Int32Array, at: number): void {
    const { word, shift, words: width } = this.packing;
    const { cells } = this;
    words.fill(0, at, at + width);
    for (let cell = 0; cell < cells.length; cell++) {
      const place = at + (word[cell] as number);
      words[place] = (words[place] as number) | ((cells[cell] as number) << (shift[cell] as number));
    }
  }

  /** Makes the present state the base. */
  keep(): void {
    this.#base.set(this.cells);
    this.#written = false;
  }

  /** Goes back to the base. */
  restore(): void {
    if (!this.#written) return;
    this.cells.set(this.#base);
    this.#written = false;
  }

  /** Whether the present state differs from the base. */
  changed(): boolean {
    if (!this.#written) return false;
    for (let cell = 0; cell < this.cells.length; cell++) if (this.cells[cell] !== this.#base[cell]) return true;
    return false;
  }
}
