/** Words kept outside memory, in a file for instance. What a store does when its medium fails is its own matter. */

/** A growing array of 32-bit words. Both functions are done when they return. Offsets count words. */
export interface WordStore {
  /** Writes `words` at offset `at`, which is at most the number of words there are; what stands there is replaced. */
  write(at: number, words: Int32Array): void;
  /** Fills `into` with the words from offset `at` on, all of which have been written. */
  read(at: number, into: Int32Array): void;
}

/** Where a search puts what it no longer needs at hand. */
export interface Spill {
  /** The states in the order of discovery. */
  readonly states: WordStore;
  /** Their parents, one word each. */
  readonly parents: WordStore;
}
