/**
 * Leads-to properties, decided on the graph of a finished search of the model. Only such a graph tells what never
 * happens; so nothing is decided of a search that was stopped, or of one that found more states than a graph is kept of.
 */
import type { Claim } from '../checker/claim.ts';
import type { FairClass } from '../checker/fairness.ts';
import type { Graph } from '../checker/graph.ts';
import { lassoAgainst } from '../checker/leads-to.ts';
import type { Fair, LeadsTo, LeadsToCase } from '../invariants/leads-to.ts';
import type { Command } from '../spec/commands.ts';
import type { Design } from '../spec/designs/design.ts';
import { DenseStore } from '../spec/schema/dense.ts';
import { viewOf } from '../spec/schema/view.ts';
import { hostLayout } from '../spec/state.ts';
import type { Topology } from '../spec/topology.ts';
import type { HostSearch } from './host-search.ts';
import { ModelRun, type Told } from './model-run.ts';
import { NotReproduced } from './not-reproduced.ts';
import { cellsOf } from './promise-watch.ts';
import type { Move } from './story.ts';

/** A graph is kept of so many states at most; with 25 edges each, that is 40 MB. */
export const leadsToStatesMax = 200_000;

/** Why a property was not decided. */
export const notExhausted = 'the search was not exhausted';
const tooManyStates = 'there are too many states to keep their graph';
const reduced = 'a search reduced by symmetry has no graph';

/** A run that breaks a leads-to property, told on the plain model. */
export interface LassoStory {
  /** What the broken case is about. */
  readonly about: string;
  readonly stem: readonly Told[];
  /** What is repeated for ever after the stem; empty if nothing more happens. */
  readonly cycle: readonly Told[];
}

/** What became of a property. */
export interface LeadsToResult {
  readonly property: LeadsTo;
  /** Null if it was not decided. */
  readonly held: boolean | null;
  /** Why it was not decided, or null. */
  readonly reason: string | null;
  /** Pairs of a state and a case whose `from` holds in it. */
  readonly antecedent: number;
  /** A run that breaks it, with the shortest stem; null if there is none. */
  readonly story: LassoStory | null;
}

/** A finished search, and what it searched. */
export interface Searched {
  readonly search: HostSearch;
  readonly topology: Topology;
  readonly design: Design;
}

interface Broken {
  readonly of: LeadsToCase;
  readonly stem: readonly Move[];
  readonly cycle: readonly Move[];
}

/** Which states each case speaks of. */
function claimsOf({ search, topology }: Searched, { states }: Graph, cases: readonly LeadsToCase[]): Claim[] {
  const layout = hostLayout(topology);
  const store = new DenseStore(layout);
  const view = viewOf(layout, store);
  const words = new Int32Array(store.packing.words);
  const claims = cases.map(() => ({ from: new Uint8Array(states), to: new Uint8Array(states) }));
  for (let state = 0; state < states; state++) {
    search.read(state, words);
    store.unpack(words, 0);
    for (let index = 0; index < cases.length; index++) {
      const { from, to } = cases[index] as LeadsToCase;
      const claim = claims[index] as Claim;
      if (from(view)) claim.from[state] = 1;
      if (to(view)) claim.to[state] = 1;
    }
  }
  return claims;
}

/**
 * @param commands by label, those that it stands for. Several do the same wherever they are granted, so a run that takes
 *   one of them for ever could as well take the one that is fair.
 */
const classOf = ({ includes }: Fair, commands: readonly (readonly Command[])[]): FairClass => ({
  fairness: 'weak',
  labels: Uint8Array.from(commands, (all) => Number(all.some(includes))),
});

/**
 * Takes the plain model along a lasso. Every command must be granted, something must be promised on the stem and never
 * be kept from then on, and the cycle must lead back to where it begins.
 *
 * @throws NotReproduced where that is not so.
 */
function tell({ topology, design }: Searched, { id }: LeadsTo, { of, stem, cycle }: Broken): LassoStory {
  const run = new ModelRun(topology, design);
  const owes = (owed: boolean): boolean => !of.to(run.state) && (owed || of.from(run.state));
  /** After so many commands, whether something is promised that is not kept. */
  const owing = [owes(false)];
  let shown = true;
  const take = ({ command, answer }: Move): Told => {
    const told = run.take(command, answer);
    shown &&= told.rule === null;
    owing.push(owes(owing.at(-1) as boolean));
    return told;
  };
  const story = { about: of.about, stem: stem.map(take) };
  const turn = cellsOf(run);
  const whole = { ...story, cycle: cycle.map(take) };
  const never = owing.slice(stem.length).every((each) => each);
  if (shown && never && cellsOf(run) === turn) return whole;
  throw new NotReproduced(`a run that breaks ${id}`);
}

function decide(
  searched: Searched,
  graph: Graph,
  commands: readonly (readonly Command[])[],
  property: LeadsTo,
): LeadsToResult {
  const cases = property.cases(searched.topology);
  const claims = claimsOf(searched, graph, cases);
  const broken = cases.flatMap((of, index): Broken[] => {
    const classes = of.fair.map((each) => classOf(each, commands));
    // Of commands that do the same, the one that is owed to somebody: else it would seem to be put off.
    const isFair = (command: Command): boolean => of.fair.some(({ includes }) => includes(command));
    const move = (label: number): Move => searched.search.move(label, isFair);
    const lasso = lassoAgainst(graph, claims[index] as Claim, classes);
    return lasso === null ? [] : [{ of, stem: lasso.stem.map(move), cycle: lasso.cycle.map(move) }];
  });
  const [shortest] = broken.toSorted((one, other) => one.stem.length - other.stem.length);
  return {
    property,
    held: shortest === undefined,
    reason: null,
    antecedent: claims.reduce((sum, { from }) => sum + from.reduce((count, flag) => count + flag, 0), 0),
    story: shortest === undefined ? null : tell(searched, property, shortest),
  };
}

/** What became of each property; none is decided if the search has no graph. */
export function checkLeadsTo(searched: Searched, properties: readonly LeadsTo[]): readonly LeadsToResult[] {
  const { graph, queue, limit, omission, symmetries } = searched.search;
  if (graph === undefined) {
    const stopped = queue > 0 || limit !== null || omission !== null;
    const reason = stopped ? notExhausted : symmetries === null ? tooManyStates : reduced;
    return properties.map((property) => ({ property, held: null, reason, antecedent: 0, story: null }));
  }
  const labels = graph.labels.reduce((most, label) => Math.max(most, label + 1), 0);
  const commands = Array.from({ length: labels }, (_, label) => searched.search.commands(label));
  return properties.map((property) => decide(searched, graph, commands, property));
}
