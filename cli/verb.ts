/** A verb of the command line, as data and one function. */
import type { Flags, Given } from './flags.ts';
import type { Surroundings } from './surroundings.ts';

export interface Verb {
  readonly name: string;
  /** `[instance…]` */
  readonly operands: string;
  /** What it does, in one line. */
  readonly summary: string;
  readonly example: string;
  readonly flags: Flags;
  /** Does it, and answers the exit code. Throws `UsageError` and whatever goes wrong. */
  readonly run: (given: Given, surroundings: Surroundings) => number | Promise<number>;
}
