/**
 * Leads-to: whenever a run comes through a state of `from`, it comes to a state of `to`, then or later. Decided on the
 * whole graph of a finished search, for every run that is fair.
 *
 * A run may also end, or wait for ever, in any state that enables no fair class; so a deadlock without what was
 * promised breaks the claim, and so does a state from which only edges lead on that nobody need ever take.
 * Not sound on a graph in which states stand for others by symmetry: a cycle of such states need not be a cycle.
 */
import { type Claim, owing } from './claim.ts';
import { NONE } from './components.ts';
import { fairComponents } from './fair-components.ts';
import { fairCycle } from './fair-cycle.ts';
import { type FairClass, Fairness } from './fairness.ts';
import type { Graph } from './graph.ts';
import { shortestStem } from './stem.ts';

/** A run that breaks a claim: a way from an initial state, and what is repeated for ever after it. */
export interface Lasso {
  /** Labels of a way that is no longer than the stem of any other lasso. */
  readonly stem: readonly number[];
  /** Labels of a cycle; empty if the run stays where the stem ends. */
  readonly cycle: readonly number[];
}

/**
 * A fair run that breaks the claim, or null if there is none: the claim holds.
 *
 * @throws RangeError when there are more than 31 classes.
 */
export function lassoAgainst(graph: Graph, claim: Claim, classes: readonly FairClass[]): Lasso | null {
  const fairness = new Fairness(graph, classes);
  const inside = owing(graph, claim);
  const parts = fairComponents(graph, inside, fairness);
  const mayRest = (state: number): boolean => inside[state] !== 0 && fairness.enabledIn(state) === 0;
  const ends = new Uint8Array(graph.states);
  for (let state = 0; state < graph.states; state++) {
    if (parts[state] !== NONE || mayRest(state)) ends[state] = 1;
  }
  if (!ends.includes(1)) return null;
  const { labels, end } = shortestStem(graph, claim, ends);
  return { stem: labels, cycle: mayRest(end) ? [] : fairCycle(graph, parts, fairness, end) };
}
