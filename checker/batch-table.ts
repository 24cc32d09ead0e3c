/**
 * The set of states of a batched search: code made for one width, and the growth of its table. The table grows in
 * place, within an array reserved at its greatest size, so that the code is made once and stays specialised.
 */
import type { BatchArrays } from './batch-system.ts';
import { reserved } from './reserved.ts';
import type { SleepMasks } from './sleep-masks.ts';
import { specialised } from './specialised.ts';
import type { StateLog } from './state-log.ts';
import { slotWidth, type TableKind, tableSource } from './table-source.ts';

/** The functions of a table. Each works on the successors in the buffer, or on states copied there. */
export interface TableCode {
  /** Empties the table and gives it `slots` slots, a power of two. */
  resize(slots: number): void;
  /** Hashes the first `count` states and looks at their slots, so that the cache misses overlap. What it returns means nothing. */
  locate(count: number): number;
  /**
   * After `locate`, adds the successors of `count` states in order. The first of these states has the number `parent` and
   * its mask at `sleepAt`; the first new state comes to the position `first` and its mask to `sleepEnd`. Stops when
   * states stand at all positions below `limit`. Returns the position after the last state.
   */
  insert(count: number, parent: number, first: number, limit: number, sleepAt: number, sleepEnd: number): number;
  /** How many successors the last `insert` looked at. */
  looked(): number;
  /** After `locate`, gives slots to the first `count` states, all of them new; the first stands at the position `first`. */
  place(count: number, first: number): void;
}

/** Greatest share of slots in use. */
export const MAX_LOAD = 0.8;
/** Slots at the beginning. */
const FIRST_SLOTS = 2 ** 15;
/** Below so many slots, where memory is no matter, the table grows eightfold; from there on twofold. */
const LARGE_SLOTS = 2 ** 20;

/** A table over the states of a log. */
export class BatchTable {
  readonly code: TableCode;
  readonly kind: TableKind;
  /** Slots and what stands in them. */
  readonly words: Int32Array;
  /** Number of slots. */
  slots: number;

  readonly #maxSlots: number;
  readonly #log: StateLog;
  readonly #arrays: BatchArrays;

  constructor(kind: TableKind, maxSlots: number, log: StateLog, arrays: BatchArrays, sleep: SleepMasks | undefined) {
    this.kind = kind;
    this.words = reserved(maxSlots * slotWidth(kind, log.width));
    this.slots = Math.min(FIRST_SLOTS, maxSlots);
    this.#maxSlots = maxSlots;
    this.#log = log;
    this.#arrays = arrays;
    this.code = specialised<TableCode>(tableSource(kind, log.width, sleep?.independence.masks ?? 0), {
      table: this.words,
      // Of an index table the hash of each state is kept, of the others the slot or both hashes.
      hashes: new Int32Array(2 * arrays.labels.length),
      states: log.states,
      parents: log.parents,
      successors: arrays.successors,
      labels: arrays.labels,
      ends: arrays.ends,
      sleep: sleep?.words,
      before: sleep?.independence.before,
      independent: sleep?.independence.independent,
    });
    this.code.resize(this.slots);
  }

  /** Makes room for `states` states, as far as there is room at all. The buffer of successors must not be in use. */
  reserve(states: number): void {
    let slots = this.slots;
    while (slots < this.#maxSlots && states > slots * MAX_LOAD) slots *= slots < LARGE_SLOTS ? 8 : 2;
    if (slots === this.slots) return;
    this.slots = Math.min(slots, this.#maxSlots);
    this.code.resize(this.slots);
    this.fill();
  }

  /** Puts all states of the log into the table, which is empty. */
  fill(): void {
    const { size, base, width } = this.#log;
    const { successors, labels } = this.#arrays;
    for (let from = 0; from < size; ) {
      const count = Math.min(labels.length, (from < base ? base : size) - from);
      this.#log.read(from, successors.subarray(0, count * width));
      this.code.locate(count);
      this.code.place(count, from);
      from += count;
    }
  }

  /** Most states that the table can hold. */
  get room(): number {
    return Math.floor(this.#maxSlots * MAX_LOAD);
  }

  /** Bytes of the slots in use and free. */
  get bytes(): number {
    return this.slots * slotWidth(this.kind, this.#log.width) * 4;
  }
}
