/**
 * Lock-step on the edges of a search: an implementation is loaded with a state, made to execute commands one after
 * the other, and brought back to that state after each that changed something.
 */
import type { Command } from '../spec/commands.ts';
import type { Answer } from '../spec/errno.ts';
import type { LoadableImplementation } from './implementation.ts';

export class Lockstep {
  /** Edges on which the implementation was made to answer. */
  edges = 0;
  readonly #implementation: LoadableImplementation;
  readonly #encoded: Int32Array;
  /** The state it was loaded with, and the one that the last command led to, packed. */
  readonly #loaded: Int32Array;
  readonly #saved: Int32Array;
  /** Whether the second is to hand. */
  #isSaved = false;

  /** @param width 32-bit words per packed state. */
  constructor(implementation: LoadableImplementation, commands: readonly Command[], width: number) {
    const { encodedWords } = implementation;
    this.#implementation = implementation;
    this.#encoded = new Int32Array(commands.length * encodedWords);
    commands.forEach((command, index) => {
      implementation.encode(command, this.#encoded, index * encodedWords);
    });
    this.#loaded = new Int32Array(width);
    this.#saved = new Int32Array(width);
  }

  /** Puts the implementation into the state at `words[at]`. */
  load(words: Int32Array, at: number): void {
    for (let word = 0; word < this.#loaded.length; word++) this.#loaded[word] = words[at + word] as number;
    this.#implementation.load(words, at);
  }

  /** Executes the command of this number. */
  execute(index: number): Answer {
    this.edges++;
    this.#isSaved = false;
    return this.#implementation.issue(this.#encoded, index * this.#implementation.encodedWords);
  }

  /** Whether the command led to the state at `words[at]`, and to nothing outside of it. */
  isAt(words: Int32Array, at: number): boolean {
    if (!this.#isSaved) this.#implementation.save(this.#saved, 0);
    this.#isSaved = true;
    for (let word = 0; word < this.#saved.length; word++) if (this.#saved[word] !== words[at + word]) return false;
    return this.#implementation.stray() === 0;
  }

  /** Whether the command left the state as it was loaded. */
  isUntouched(): boolean {
    return this.#implementation.isUntouched();
  }

  /** Brings the implementation back to the state it was loaded with, unless it is there. */
  restore(): void {
    if (!this.isUntouched()) this.#implementation.load(this.#loaded, 0);
  }
}
