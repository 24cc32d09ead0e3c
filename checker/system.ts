/**
 * What the checker asks of a model: where it starts and where each state leads. Nothing here says
 * what a state means, so any finite transition system can be searched.
 */
import type { Expansion } from './expansion.ts';

/**
 * A finite transition system over states packed into `width` 32-bit words.
 *
 * Two states are the same when their words are, so a system must write equal states equally (unused
 * bits zero). Both functions must be deterministic and must not keep the arrays they are given.
 */
export interface System {
  /** 32-bit words per state, 1 to 16. */
  readonly width: number;

  /**
   * Adds every initial state to `into`, in a fixed order; a state may occur twice. Marks nothing:
   * what there is to see in an initial state is marked when it is expanded.
   */
  initial(into: Expansion): void;

  /**
   * Adds every successor of the state whose words start at `words[at]`, one per granted command or
   * choice, and marks what there is to see in that state or on its edges. `words` is only read.
   */
  expand(words: Int32Array, at: number, into: Expansion): void;
}
