/**
 * The set of states found so far, exact: a state is kept whole and once. No state is ever removed,
 * and nothing about how states are reached is kept here.
 */
import { grown } from './grown.ts';
import { hash } from './hash.ts';

/** States are packed into at most so many words; a wider model has left what can be visited exhaustively. */
const MAX_WIDTH = 16;
/** States for which there is room before the words first grow. */
const INITIAL_ROOM = 256;
/** Slots at the beginning; always a power of two, so that a mask takes the place of a remainder. */
const INITIAL_SLOTS = 512;
/** Linear probing wants a good part of the slots free: above this share of slots in use they double. */
const MAX_LOAD = 0.6;

/**
 * States in the order of discovery, each of `width` words, with an open-addressing table over them.
 *
 * Per state it holds `width` to 2·`width` words and 1.7 to 3.3 slots of 4 bytes each, and while an array
 * grows also the old one. Slots are found by 32-bit arithmetic, which is sound up to 2^31 of them, or
 * 1.28·10^9 states; memory ends before.
 */
export class StateTable {
  /** 32-bit words per state. */
  readonly width: number;
  /** All states: number `n` starts at `words[n * width]`. Replaced when it grows. */
  words: Int32Array;
  /** Number of states. */
  size = 0;

  /**
   * 0 where the slot is free. Else the low bits, as many as the mask has, are the number of a state plus
   * one, and the high bits those of its hash: most states that only share the slot are told apart without
   * a look at their words, which would be a cache miss.
   */
  #slots = new Int32Array(INITIAL_SLOTS);
  /** The size above which the slots double. */
  #limit = Math.floor(INITIAL_SLOTS * MAX_LOAD);

  /** @throws RangeError when `width` is not an integer from 1 to 16. */
  constructor(width: number) {
    if (!Number.isInteger(width) || width < 1 || width > MAX_WIDTH) {
      throw new RangeError(`a state has 1 to ${MAX_WIDTH} words, not ${width}`);
    }
    this.width = width;
    this.words = new Int32Array(INITIAL_ROOM * width);
  }

  /**
   * Adds the state whose words start at `words[at]`. Returns its number, which is the number of states
   * before it, or `~number` (negative) if it was there already.
   *
   * @throws RangeError when the runtime cannot allocate what the table needs to grow.
   */
  add(words: Int32Array, at: number): number {
    const mask = this.#slots.length - 1;
    const code = hash(words, at, this.width);
    let slot = code & mask;
    for (;;) {
      const entry = this.#slots[slot] as number;
      if (entry === 0) break;
      if (((entry ^ code) & ~mask) === 0) {
        const number = (entry & mask) - 1;
        if (this.#holds(number, words, at)) return ~number;
      }
      slot = (slot + 1) & mask;
    }
    this.#append(words, at);
    this.#slots[slot] = (code & ~mask) | this.size;
    if (this.size > this.#limit) this.#rehash();
    return this.size - 1;
  }

  /** Copies the words of state `number`, which must be below `size`, to the beginning of `into`. */
  read(number: number, into: Int32Array): void {
    const from = number * this.width;
    for (let i = 0; i < this.width; i++) into[i] = this.words[from + i] as number;
  }

  #holds(number: number, words: Int32Array, at: number): boolean {
    const from = number * this.width;
    for (let i = 0; i < this.width; i++) {
      if (this.words[from + i] !== words[at + i]) return false;
    }
    return true;
  }

  #append(words: Int32Array, at: number): void {
    const to = this.size * this.width;
    if (to === this.words.length) this.words = grown(this.words, to + this.width);
    for (let i = 0; i < this.width; i++) this.words[to + i] = words[at + i] as number;
    this.size++;
  }

  /** Doubles the slots. The states are distinct, so they are placed without being compared. */
  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 0; number < this.size; number++) {
      const code = hash(this.words, number * this.width, this.width);
      let slot = code & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = (code & ~mask) | (number + 1);
    }
    this.#slots = slots;
    this.#limit = Math.floor(slots.length * MAX_LOAD);
  }
}
