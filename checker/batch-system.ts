/**
 * What the batched search asks of a compiled model: code that expands and looks at many states in one call, bound to
 * the arrays of the search. Nothing here says how such code is made or what a state means.
 */
import type { Expansion } from './expansion.ts';

/**
 * A finite transition system over states packed into `width` 32-bit words, whose code works on arrays. What it says of
 * a state must depend on its words alone, equal states must be written equally, and everything comes in a fixed order.
 */
export interface BatchSystem {
  /** 32-bit words per state, 1 to 16. */
  readonly width: number;
  /** Labels are 0 to `labels` - 1. */
  readonly labels: number;
  /** Marks are 0 to `marks` - 1. */
  readonly marks: number;
  /** The most successors that one state has. Buffers are allocated by it, once. */
  readonly branching: number;
  /** Which labels commute, for sleep sets; left out where nothing is known about it. */
  readonly independence?: Independence;

  /** As in `System`: adds every initial state in a fixed order, and marks nothing. */
  initial(into: Expansion): void;

  /** Code that works on these arrays and keeps them. Called once or twice per search; the arrays are never replaced. */
  bind(arrays: BatchArrays): BatchCode;
}

/**
 * Static tables over labels. Label `l` owns the words from `l * masks` on; bit `b` of the `i`-th of them stands for
 * label `32 * i + b`. Two labels are independent when, in every state, neither enables or disables the other and both
 * orders lead to the same state.
 */
export interface Independence {
  /** Words per label: enough for one bit for each label. */
  readonly masks: number;
  /** The labels that `expand` tries before this one. */
  readonly before: Int32Array;
  /** The labels independent of this one. */
  readonly independent: Int32Array;
}

/**
 * The arrays that a search shares with the code of its system. Positions count states, offsets count words. All but
 * `states` and `sleep` stand in one buffer, of a size that an asm.js module can have as its heap.
 */
export interface BatchArrays {
  /** Where states stand: the state at position `p` from `states[p * width]` on. Only read. */
  readonly states: Int32Array;
  /** Successors of the batch, `width` words each, from the beginning. */
  readonly successors: Int32Array;
  /** Label of each successor. */
  readonly labels: Int32Array;
  /** `ends[k]`: number of successors of the first `k + 1` states of the batch. */
  readonly ends: Int32Array;
  /** Labels that need not be tried, as masks; null when sleep sets are off. Only read. */
  readonly sleep: Int32Array | null;
  /** Marks seen. */
  readonly marks: Int32Array;
  /** Where each mark is seen: the label of an edge, or `IN_STATE`. */
  readonly markLabels: Int32Array;
  /** Position of the state in which, or on whose edge, each mark is seen. */
  readonly markStates: Int32Array;
  /** `open[mark]`: 1 while a sighting of the mark is still of use, else 0. Only read. */
  readonly open: Int32Array;
  /** For the code's own use: the states of the batch, and their sleep masks. */
  readonly inHand: Int32Array;
  readonly masksInHand: Int32Array;
}

/** Code bound to arrays. Ranges of positions are half-open. */
export interface BatchCode {
  /**
   * Expands the states at positions `from` to `to`: appends successors and labels, fills `ends`. With sleep sets, the
   * mask of the first state is at `sleep[sleepAt]`, those of the others follow, and a label in the mask of a state is
   * left out there. Returns the number of granted successors, those left out (asleep, or the same as one that was
   * appended) included.
   */
  expand(from: number, to: number, sleepAt: number): number;

  /**
   * Looks at the states at positions `from` to `to`. For each state and each open mark seen there it writes one
   * sighting: in the state if it is seen in the state, else on an edge. Returns how many it wrote.
   */
  observe(from: number, to: number): number;

  /** For symmetry: replaces each of the first `count` successors by the representative of its orbit, in place. */
  readonly canonicalise?: (count: number) => void;
}
