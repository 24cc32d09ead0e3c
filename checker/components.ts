/** Strongly connected components of a part of a graph, by Tarjan's algorithm, without recursion. */
import type { Graph } from './graph.ts';

/** The component of a state that is in no component. */
export const NONE = -1;

/** Which states can reach each other. */
export interface Components {
  /** By state, the number of its component, from 0 on; `NONE` outside the part. */
  readonly of: Int32Array;
  /** Number of components. */
  readonly count: number;
}

/**
 * The components of the part of `graph` that has the states at which `inside` is not 0, and all edges between them.
 * A state that reaches no other and is not reached again is a component of its own, with or without an edge to itself.
 */
export function componentsOf({ states, offsets, targets }: Graph, inside: Uint8Array): Components {
  const of = new Int32Array(states).fill(NONE);
  /** The place of each state in the order of visits, from 1 on; 0 before its visit. */
  const order = new Int32Array(states);
  /** The least place in that order to which a state is known to lead back. */
  const low = new Int32Array(states);
  /** States visited whose component is not complete. */
  const open = new Int32Array(states);
  /** The way from a root to the state in hand, and the next edge to follow from each state on it. */
  const way = new Int32Array(states);
  const next = new Int32Array(states);
  let visited = 0;
  let opened = 0;
  let depth = 0;
  let count = 0;

  function enter(state: number): void {
    order[state] = low[state] = ++visited;
    next[state] = offsets[state] as number;
    open[opened++] = state;
    way[depth++] = state;
  }

  function lower(state: number, place: number): void {
    if (place < (low[state] as number)) low[state] = place;
  }

  function leave(state: number): void {
    depth--;
    if (depth > 0) lower(way[depth - 1] as number, low[state] as number);
    if (low[state] !== order[state]) return;
    let member: number;
    do {
      member = open[--opened] as number;
      of[member] = count;
    } while (member !== state);
    count++;
  }

  for (let root = 0; root < states; root++) {
    if (inside[root] === 0 || order[root] !== 0) continue;
    enter(root);
    while (depth > 0) {
      const state = way[depth - 1] as number;
      const edge = next[state] as number;
      if (edge === offsets[state + 1]) {
        leave(state);
        continue;
      }
      next[state] = edge + 1;
      const target = targets[edge] as number;
      if (inside[target] === 0) continue;
      if (order[target] === 0) enter(target);
      else if (of[target] === NONE) lower(state, order[target] as number);
    }
  }
  return { of, count };
}
