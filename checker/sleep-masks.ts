/**
 * Sleep sets of the states still to be expanded, as masks over labels. A label sleeps in a state when what it leads to
 * is found over a smaller path of equal length: labels independent of the one over which the state was first reached
 * keep sleeping, and those of them that come before it fall asleep. With states taken in the order of discovery and
 * labels in a fixed order, the search so finds the same states in the same order.
 *
 * Godefroid, "Partial-Order Methods for the Verification of Concurrent Systems" (1996), has sleep sets; that breadth-first
 * order spares the masks of expanded states is special to it. The masks themselves are written by the code of the table.
 */
import type { Independence } from './batch-system.ts';
import { reserved } from './reserved.ts';

/** Masks of states from a number on that goes up as states are expanded. */
export class SleepMasks {
  readonly independence: Independence;
  /** The masks, `independence.masks` words each. */
  readonly words: Int32Array;
  /** Number of the state whose mask stands first. */
  #base = 0;

  /** @param room Most states that have masks at a time. */
  constructor(independence: Independence, room: number) {
    this.independence = independence;
    this.words = reserved(room * independence.masks);
  }

  /** Where the mask of state number `state` stands or will stand. */
  at(state: number): number {
    return (state - this.#base) * this.independence.masks;
  }

  /** Forgets the masks of states below number `next`; there are masks up to number `size`. */
  release(next: number, size: number): void {
    this.words.copyWithin(0, this.at(next), this.at(size));
    this.#base = next;
  }

  /** Masks of the states from number `next` to `size`. */
  masksOf(next: number, size: number): Int32Array {
    return this.words.subarray(this.at(next), this.at(size));
  }

  /** Takes over masks of the states from number `next` on. */
  restore(next: number, masks: Int32Array): void {
    this.words.set(masks);
    this.#base = next;
  }
}
