/**
 * Where a fair run can stay for ever: the largest strongly connected parts of a graph in which every weakly fair class
 * is taken or somewhere disabled, and every strongly fair class is taken or nowhere enabled.
 */
import { type Components, componentsOf, NONE } from './components.ts';
import type { Fairness } from './fairness.ts';
import type { Graph } from './graph.ts';

/** What there is in each component, in columns. */
interface Contents {
  /** Not 0 if it has an edge at all. */
  readonly cyclic: Uint8Array;
  /** Classes of its edges. */
  readonly taken: Int32Array;
  /** Classes enabled in some state, and in every state. */
  readonly somewhere: Int32Array;
  readonly everywhere: Int32Array;
}

function contentsOf({ states, offsets, targets }: Graph, { of, count }: Components, fairness: Fairness): Contents {
  const cyclic = new Uint8Array(count);
  const taken = new Int32Array(count);
  const somewhere = new Int32Array(count);
  const everywhere = new Int32Array(count).fill(-1);
  for (let state = 0; state < states; state++) {
    const home = of[state] as number;
    if (home === NONE) continue;
    let enabled = 0;
    const end = offsets[state + 1] as number;
    for (let edge = offsets[state] as number; edge < end; edge++) {
      const classes = fairness.of(edge);
      enabled |= classes;
      if (of[targets[edge] as number] !== home) continue;
      cyclic[home] = 1;
      taken[home] = (taken[home] as number) | classes;
    }
    somewhere[home] = (somewhere[home] as number) | enabled;
    everywhere[home] = (everywhere[home] as number) & enabled;
  }
  return { cyclic, taken, somewhere, everywhere };
}

/** What becomes of a component: it is fair, no run can stay in it, or only one that avoids some of its states. */
const FAIR = 0;
const HOPELESS = -1;

/** `FAIR`, `HOPELESS`, or the strongly fair classes that must not be enabled any more. */
function verdictOf(component: number, { cyclic, taken, somewhere, everywhere }: Contents, fairness: Fairness): number {
  const neglected = ~(taken[component] as number);
  if (cyclic[component] === 0) return HOPELESS;
  // A part of it has fewer edges, and the class is enabled in all its states too.
  if ((fairness.weak & (everywhere[component] as number) & neglected) !== 0) return HOPELESS;
  return fairness.strong & (somewhere[component] as number) & neglected;
}

/**
 * By state, a number for the fair part that it is in, `NONE` if it is in none. Only states at which `inside` is not 0
 * are looked at. What is left of a part whose strongly fair class is enabled but never taken, without the states that
 * enable it, is taken apart again.
 */
export function fairComponents(graph: Graph, inside: Uint8Array, fairness: Fairness): Int32Array {
  const fair = new Int32Array(graph.states).fill(NONE);
  let part = inside;
  let found = 0;
  for (let left = true; left; ) {
    left = false;
    const components = componentsOf(graph, part);
    const contents = contentsOf(graph, components, fairness);
    const verdicts = Int32Array.from({ length: components.count }, (_, each) => verdictOf(each, contents, fairness));
    const rest = new Uint8Array(graph.states);
    for (let state = 0; state < graph.states; state++) {
      const home = components.of[state] as number;
      if (home === NONE) continue;
      const verdict = verdicts[home] as number;
      if (verdict === FAIR) fair[state] = found + home;
      else if (verdict !== HOPELESS && (fairness.enabledIn(state) & verdict) === 0) {
        rest[state] = 1;
        left = true;
      }
    }
    found += components.count;
    part = rest;
  }
  return fair;
}
