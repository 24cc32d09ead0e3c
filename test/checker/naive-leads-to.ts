/**
 * Leads-to by definition, dull on purpose and for graphs of a few states: every set of states is tried as the set that
 * a run visits again and again. Nothing is shared with the checker.
 */
import type { FairClass } from '../../checker/fairness.ts';
import type { WrittenEdge } from './written-graph.ts';

export interface NaiveQuestion {
  readonly states: number;
  readonly initial: number;
  readonly edges: readonly WrittenEdge[];
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  readonly classes: readonly FairClass[];
}

type Edges = readonly WrittenEdge[];

const isIn = ({ labels }: FairClass, [, label]: WrittenEdge): boolean => (labels[label] ?? 0) !== 0;

const enables = (fair: FairClass, edges: Edges, state: number): boolean =>
  edges.some((edge) => edge[0] === state && isIn(fair, edge));

/** Whether a run that visits the states of `visited`, and takes the edges of `taken`, again and again is fair. */
export function isFair(classes: readonly FairClass[], edges: Edges, visited: readonly number[], taken: Edges): boolean {
  return classes.every((fair) => {
    const enabling = visited.filter((state) => enables(fair, edges, state));
    const due = fair.fairness === 'weak' ? enabling.length === visited.length : enabling.length > 0;
    return !due || taken.some((edge) => isIn(fair, edge));
  });
}

/** The states reached from `start` over these edges, `start` itself only over some. */
function reached(start: number, edges: Edges): Set<number> {
  const found = new Set<number>();
  for (let last = -1; found.size > last; ) {
    last = found.size;
    for (const [from, , to] of edges) if (from === start || found.has(from)) found.add(to);
  }
  return found;
}

/** The states in which some fair run that avoids `to` can stay for ever. */
export function staying({ states, edges, to, classes }: NaiveQuestion): Set<number> {
  const found = new Set<number>();
  for (let set = 1; set < 1 << states; set++) {
    const visited = Array.from({ length: states }, (_, state) => state).filter((state) => (set & (1 << state)) !== 0);
    const inner = edges.filter(([from, , target]) => visited.includes(from) && visited.includes(target));
    const connected = visited.every((state) => visited.every((other) => reached(state, inner).has(other)));
    const round = connected && isFair(classes, edges, visited, inner);
    const atRest = visited.length === 1 && isFair(classes, edges, visited, []);
    if ((round || atRest) && visited.every((state) => to[state] === 0)) for (const state of visited) found.add(state);
  }
  return found;
}

/** The length of the shortest stem of a run that breaks the claim; null if it holds. */
export function naiveStem(question: NaiveQuestion): number | null {
  const { initial, edges, from, to } = question;
  const goal = staying(question);
  let level = new Set(Array.from({ length: initial }, (_, state) => `${state} free`));
  const seen = new Set<string>();
  for (let length = 0; level.size > 0; length++) {
    const nodes = [...level].map((node) => node.split(' ') as [string, string]);
    const owing = nodes
      .map(([state, kind]) => [Number(state), kind] as const)
      .filter(([state, kind]) => to[state] === 0 && (kind === 'owing' || from[state] !== 0));
    if (owing.some(([state]) => goal.has(state))) return length;
    for (const node of level) seen.add(node);
    const next = new Set<string>();
    for (const [start, , target] of edges) {
      if (nodes.some(([state, kind]) => kind === 'free' && Number(state) === start)) next.add(`${target} free`);
      if (owing.some(([state]) => state === start) && to[target] === 0) next.add(`${target} owing`);
    }
    level = new Set([...next].filter((node) => !seen.has(node)));
  }
  return null;
}
