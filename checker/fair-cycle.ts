/** The end of a lasso: a cycle that a fair run can go round for ever. It is short, not always shortest. */
import { NONE } from './components.ts';
import type { Fairness } from './fairness.ts';
import type { Graph } from './graph.ts';

/**
 * Edges of a shortest walk of at least one edge from `start` that stays in its part and ends with an edge that is
 * sought. There must be one.
 */
function shortestWalk(
  { offsets, targets }: Graph,
  parts: Int32Array,
  start: number,
  sought: (edge: number, target: number) => boolean,
): number[] {
  const queue: number[] = [];
  const left = new Set<number>();
  /** By edge, the one before it on the shortest way. */
  const before = new Map<number, number>();

  function leave(state: number, over: number): void {
    if (left.has(state)) return;
    left.add(state);
    const end = offsets[state + 1] as number;
    for (let edge = offsets[state] as number; edge < end; edge++) {
      if (parts[targets[edge] as number] !== parts[start]) continue;
      before.set(edge, over);
      queue.push(edge);
    }
  }

  leave(start, NONE);
  let at = 0;
  while (!sought(queue[at] as number, targets[queue[at] as number] as number)) {
    leave(targets[queue[at] as number] as number, queue[at] as number);
    at++;
  }
  const walk: number[] = [];
  for (let edge = queue[at] as number; edge !== NONE; edge = before.get(edge) as number) walk.push(edge);
  return walk.reverse();
}

/**
 * Labels of a cycle through `start` in its part of `parts` (as of `fairComponents`): over an edge of every weakly fair
 * class or through a state that does not enable it, and over an edge of every strongly fair class that a state on the
 * cycle enables. It goes from one such edge or state to the nearest next.
 */
export function fairCycle(graph: Graph, parts: Int32Array, fairness: Fairness, start: number): number[] {
  const { weak, strong } = fairness;
  const cycle: number[] = [];
  let at = start;
  /** Classes of which something is due, and those done with. */
  let due = weak;
  let met = 0;
  const visit = (state: number): void => {
    const enabled = fairness.enabledIn(state);
    due |= strong & enabled;
    met |= weak & ~enabled;
    at = state;
  };
  visit(start);
  do {
    const unmet = due & ~met;
    const meets = (edge: number, target: number): boolean =>
      ((fairness.of(edge) | (weak & ~fairness.enabledIn(target))) & unmet) !== 0;
    const closes = (_: number, target: number): boolean => target === start;
    for (const edge of shortestWalk(graph, parts, at, unmet === 0 ? closes : meets)) {
      cycle.push(graph.labels[edge] as number);
      met |= fairness.of(edge);
      visit(graph.targets[edge] as number);
    }
  } while (at !== start || (due & ~met) !== 0);
  return cycle;
}
