/** What leads-to claims of a graph, and in which of its states the claim is open. */
import type { Graph } from './graph.ts';

/** Which states promise something, and which keep the promise: by state, 0 or not 0. */
export interface Claim {
  readonly from: Uint8Array;
  readonly to: Uint8Array;
}

/** The states in which something may be promised and not yet kept: 1 there, 0 elsewhere. */
export function owing({ states, offsets, targets }: Graph, { from, to }: Claim): Uint8Array {
  const inside = new Uint8Array(states);
  const queue = new Int32Array(states);
  let queued = 0;

  function reach(state: number): void {
    if (inside[state] !== 0 || to[state] !== 0) return;
    inside[state] = 1;
    queue[queued++] = state;
  }

  for (let state = 0; state < states; state++) if (from[state] !== 0) reach(state);
  for (let at = 0; at < queued; at++) {
    const state = queue[at] as number;
    const end = offsets[state + 1] as number;
    for (let edge = offsets[state] as number; edge < end; edge++) reach(targets[edge] as number);
  }
  return inside;
}
