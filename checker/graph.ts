/** A finite transition system written out, edge by edge: what is left to look at once every state has been found. */

/** States are the numbers from 0 on, and all of them can be reached. */
export interface Graph {
  /** Number of states. */
  readonly states: number;
  /** The first so many states are the initial ones. */
  readonly initial: number;
  /** The edges of state `n` are those from `offsets[n]` to before `offsets[n + 1]`; one more element than states. */
  readonly offsets: Int32Array;
  /** The state to which each edge leads. */
  readonly targets: Int32Array;
  /** The label of each edge, at least 0. */
  readonly labels: Int32Array;
}
