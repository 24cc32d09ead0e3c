/**
 * The states of a search in the order of discovery, which is also its queue, with the parent of each. It does not know
 * whether a state is new.
 */
import { continued, EMPTY_ORDER, type OrderHash } from './order-hash.ts';
import { reserved } from './reserved.ts';
import type { Spill } from './word-store.ts';

/**
 * States by number. The first `base` of them are spilled; the others stand in memory, number `n` at position
 * `n - base`. Without a place to spill to, numbers and positions are the same.
 */
export class StateLog {
  /** 32-bit words per state. */
  readonly width: number;
  /** Most states in memory. */
  readonly room: number;
  /** States in memory, by position. Whoever adds a state writes here and then raises `size`. */
  readonly states: Int32Array;
  /** Number of the parent of each, by position. */
  readonly parents: Int32Array;
  /** Number of states. */
  size = 0;

  #base = 0;
  /** Of the states spilled. */
  #order = EMPTY_ORDER;
  readonly #spill: Spill | undefined;
  readonly #parent = new Int32Array(1);

  /** @throws RangeError when the runtime cannot reserve that much. */
  constructor(width: number, room: number, spill: Spill | undefined) {
    this.width = width;
    this.room = room;
    this.states = reserved(room * width);
    this.parents = reserved(room);
    this.#spill = spill;
  }

  /** Number of the state at position 0. */
  get base(): number {
    return this.#base;
  }

  /** Hash of all states spilled. */
  get spilledOrder(): OrderHash {
    return this.#order;
  }

  /** Hash of all states. */
  get order(): OrderHash {
    return continued(this.#order, this.states.subarray(0, (this.size - this.#base) * this.width));
  }

  /** Copies as many states as fit into `into`, from number `from` on. All of them are on the same side of `base`. */
  read(from: number, into: Int32Array): void {
    if (from < this.#base) this.#spill?.states.read(from * this.width, into);
    else {
      const at = (from - this.#base) * this.width;
      into.set(this.states.subarray(at, at + into.length));
    }
  }

  /** Number of the parent of state number `state`. */
  parent(state: number): number {
    if (state >= this.#base) return this.parents[state - this.#base] as number;
    this.#spill?.parents.read(state, this.#parent);
    return this.#parent[0] as number;
  }

  /** Spills the states below number `next`, which are needed no more, if there is a place to spill to. */
  release(next: number): void {
    if (this.#spill === undefined) return;
    const count = next - this.#base;
    const states = this.states.subarray(0, count * this.width);
    this.#spill.states.write(this.#base * this.width, states);
    this.#spill.parents.write(this.#base, this.parents.subarray(0, count));
    this.#order = continued(this.#order, states);
    this.states.copyWithin(0, count * this.width, (this.size - this.#base) * this.width);
    this.parents.copyWithin(0, count, this.size - this.#base);
    this.#base = next;
  }

  /** Takes over where another log stood, whose spilled states are where this one spills to. */
  restore(base: number, order: OrderHash, states: Int32Array, parents: Int32Array): void {
    this.states.set(states);
    this.parents.set(parents);
    this.#base = base;
    this.#order = order;
    this.size = base + parents.length;
  }
}
