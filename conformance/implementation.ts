/**
 * What an implementation must offer to be held against the model. The engine's instances offer all of it; sizes and
 * ids are those of the instance, whatever the implementation uses inside.
 */
import type { Command } from '../spec/commands.ts';
import type { Answer } from '../spec/errno.ts';

/** An implementation that executes commands, one after the other, and lets its state be looked at cell by cell. */
export interface Implementation {
  execute(command: Command): Answer;
  /** The code of one cell of the abstract state, by column and row of the layout. */
  cell(column: number, row: number): number;
  /** How many cells of a column differ from their default. */
  occupied(column: number): number;
}

/** One that can also be put into any state of an instance, and asked for the state it is in. */
export interface LoadableImplementation extends Implementation {
  /** Number of ints of an encoded command. */
  readonly encodedWords: number;
  /** Writes a command in the implementation's own form, so that issuing it costs no decoding. */
  encode(command: Command, into: Int32Array, at: number): void;
  /** Executes an encoded command. Ids in the answer are the instance's. */
  issue(encoded: Int32Array, at: number): Answer;
  /** Takes the packed abstract state (spec/schema/layout.ts) at `words[at]`. */
  load(words: Int32Array, at: number): void;
  /** Whether its state is still the one that was loaded last, with nothing outside the instance added. */
  isUntouched(): boolean;
  /** Writes the packed abstract state at `words[at]`. */
  save(words: Int32Array, at: number): void;
  /** How many things it held at the last `save` that the abstract state has no place for; 0 if it is correct. */
  stray(): number;
}
