/** Graphs written down edge by edge, and runs through them, for the tests of what is decided on a finished search. */
import type { FairClass } from '../../checker/fairness.ts';
import type { Graph } from '../../checker/graph.ts';

/** From, label, to. */
export type WrittenEdge = readonly [from: number, label: number, to: number];

/** The graph of these edges over the states below `states`, of which the first `initial` are initial. */
export function graphOf(states: number, edges: readonly WrittenEdge[], initial = 1): Graph {
  const sorted = edges.toSorted(([a], [b]) => a - b);
  const before = (state: number) => sorted.filter(([from]) => from < state).length;
  return {
    states,
    initial,
    offsets: Int32Array.from({ length: states + 1 }, (_, state) => before(state)),
    targets: Int32Array.from(sorted, ([, , to]) => to),
    labels: Int32Array.from(sorted, ([, label]) => label),
  };
}

/** 1 at each of `members`, 0 elsewhere. */
export function flags(length: number, members: readonly number[]): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => Number(members.includes(index)));
}

const classOf = (fairness: FairClass['fairness'], labels: readonly number[]): FairClass => ({
  fairness,
  labels: flags(Math.max(-1, ...labels) + 1, labels),
});
export const weak = (...labels: readonly number[]): FairClass => classOf('weak', labels);
export const strong = (...labels: readonly number[]): FairClass => classOf('strong', labels);
