/** The beginning of a lasso: a shortest way to where a run can stay for ever without what was promised. */
import type { Claim } from './claim.ts';
import { NONE } from './components.ts';
import type { Graph } from './graph.ts';

export interface Stem {
  /** Labels from an initial state on. */
  readonly labels: readonly number[];
  /** The state to which they lead. */
  readonly end: number;
}

/** The mark of a node not yet reached; an initial one has `NONE` before it. */
const UNSEEN = -2;

/**
 * A shortest way that meets a state of `from` and none of `to` from there on, and ends where `ends` is not 0.
 * There must be one. Searched over nodes of two kinds: a state before anything was promised (twice its number), and a
 * state since (one more).
 */
export function shortestStem(
  { states, initial, offsets, targets, labels }: Graph,
  claim: Claim,
  ends: Uint8Array,
): Stem {
  const queue = new Int32Array(2 * states);
  const before = new Int32Array(2 * states).fill(UNSEEN);
  const over = new Int32Array(2 * states);
  let queued = 0;

  function reach(node: number, previous: number, edge: number): void {
    if (before[node] !== UNSEEN) return;
    before[node] = previous;
    over[node] = edge;
    queue[queued++] = node;
  }

  function enter(state: number, promised: number, previous: number, edge: number): void {
    const owed = claim.to[state] === 0;
    if (promised === 0) reach(2 * state, previous, edge);
    if (owed && (promised === 1 || claim.from[state] !== 0)) reach(2 * state + 1, previous, edge);
  }

  function wayTo(last: number): number[] {
    const way: number[] = [];
    for (let node = last; before[node] !== NONE; node = before[node] as number) {
      way.push(labels[over[node] as number] as number);
    }
    return way.reverse();
  }

  for (let state = 0; state < initial; state++) enter(state, 0, NONE, NONE);
  let at = 0;
  const isLast = (node: number): boolean => (node & 1) === 1 && ends[node >> 1] !== 0;
  for (; !isLast(queue[at] as number); at++) {
    const node = queue[at] as number;
    const state = node >> 1;
    const end = offsets[state + 1] as number;
    for (let edge = offsets[state] as number; edge < end; edge++) enter(targets[edge] as number, node & 1, node, edge);
  }
  const last = queue[at] as number;
  return { labels: wayTo(last), end: last >> 1 };
}
