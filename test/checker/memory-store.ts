/** A word store that is no file, for tests of whoever writes to one. */
import type { Spill, WordStore } from '../../checker/word-store.ts';

/** Words in an array, which refuses what a file would answer with nonsense. */
export class MemoryStore implements WordStore {
  readonly words: number[] = [];

  write(at: number, words: Int32Array): void {
    if (at > this.words.length) throw new RangeError(`write at ${at} beyond ${this.words.length}`);
    this.words.splice(at, words.length, ...words);
  }

  read(at: number, into: Int32Array): void {
    if (at + into.length > this.words.length) throw new RangeError(`read at ${at} beyond ${this.words.length}`);
    into.set(this.words.slice(at, at + into.length));
  }
}

/** Stores for states and parents. */
export function memorySpill(): Spill & { readonly states: MemoryStore; readonly parents: MemoryStore } {
  return { states: new MemoryStore(), parents: new MemoryStore() };
}
