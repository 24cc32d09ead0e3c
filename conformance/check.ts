/**
 * The exhaustive check of one instance under one design: searches it, holds the engine against the model where that
 * is asked, and says what was found. It gives the event loop a turn between portions, so that a caller can show
 * progress and be interrupted.
 */
import { setImmediate } from 'node:timers/promises';
import type { Omission } from '../checker/omission.ts';
import { commandsWithin } from '../generators/within.ts';
import type { Invariant } from '../invariants/invariant.ts';
import { invariants as everyInvariant } from '../invariants/invariants.ts';
import type { LeadsTo } from '../invariants/leads-to.ts';
import { witnesses } from '../invariants/reachable.ts';
import { rules } from '../spec/commands.ts';
import type { Design } from '../spec/designs/design.ts';
import type { Topology } from '../spec/topology.ts';
import { CompiledSearch, type CompiledSearchOptions } from './compiled-search.ts';
import { EdgewiseSearch } from './edgewise-search.ts';
import { type HostMarks, hostProgram, type Subject } from './host-program.ts';
import type { HostSearch } from './host-search.ts';
import type { LoadableImplementation } from './implementation.ts';
import { checkLeadsTo, type LeadsToResult, leadsToStatesMax } from './leads-to.ts';
import { ModelRun } from './model-run.ts';
import { NotReproduced } from './not-reproduced.ts';
import { type DifferenceStory, type Move, tellDifference, tellViolation, type ViolationStory } from './story.ts';

/** States expanded between two turns of the event loop. */
const portion = 256;

/** How far a search has come. */
export interface Progress {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  readonly queue: number;
  readonly seconds: number;
}

export interface CheckOptions extends CompiledSearchOptions {
  readonly topology: Topology;
  readonly design: Design;
  readonly invariants: readonly Invariant[];
  /** Makes the implementation to be held against the model, null for the model alone, compiled. Called again to tell stories. */
  readonly implementation: (() => LoadableImplementation) | null;
  /** Decided at the end of the search, where it was exhaustive and found no more than `leadsToStatesMax` states. */
  readonly leadsTo?: readonly LeadsTo[];
  /** Asked between portions; a reason to stop, or null. */
  readonly stop?: (progress: Progress) => string | null;
}

export interface Violation {
  readonly invariant: Invariant;
  readonly moves: readonly Move[];
  readonly story: ViolationStory;
}

export interface Difference {
  readonly moves: readonly Move[];
  /** Its discord is null if the difference shows only when the state before it is loaded, not when it is reached. */
  readonly story: DifferenceStory;
}

export interface CheckResult extends Progress {
  /** `holds`: exhausted, nothing wrong. `undecided`: nothing wrong so far. */
  readonly verdict: 'holds' | 'violated' | 'undecided';
  readonly exhaustive: boolean;
  /** Why it is not exhaustive, or null. */
  readonly reason: string | null;
  /** How likely it is that a lossy search left out a state; null for one that left out none. */
  readonly omission: Omission | null;
  /** (state, command) pairs that were tried: the refused included. */
  readonly edges: number;
  readonly edgesCompared: number;
  readonly invariants: readonly { readonly id: string; readonly held: boolean; readonly antecedent: number }[];
  readonly leadsTo: readonly LeadsToResult[];
  readonly witnesses: readonly { readonly id: string; readonly found: boolean }[];
  /** Rules that refused some command, by id. */
  readonly rules: readonly { readonly id: string; readonly reached: boolean }[];
  /** How many states one of those searched stands for at most, and what was exchanged; null without symmetry. */
  readonly symmetry: { readonly order: number; readonly sorts: readonly string[] } | null;
  readonly violations: readonly Violation[];
  readonly difference: Difference | null;
}

/** Why a lossy search proves nothing, or null. */
function lossyReason(omission: Omission | null): string | null {
  if (omission === null) return null;
  const [optimistic, observed] = [omission.optimistic, omission.observed].map((each) => each.toExponential(1));
  return `lossy: a state was left out with a probability of ${optimistic} (optimistic) or ${observed} (observed)`;
}

const allBrokenReason = 'every invariant that is sought is broken';

/**
 * The invariants whose violations a search is for, so that it can end when it has them all: those that the design is
 * known to break; where some were picked out of all, each of them.
 */
export function soughtOf(asked: readonly Invariant[], design: string): readonly Invariant[] {
  return asked.length < everyInvariant.length ? asked : asked.filter(({ catches }) => catches.includes(design));
}

function differenceAt(
  moves: readonly Move[] | null,
  topology: Topology,
  implementation: () => LoadableImplementation,
): Difference | null {
  if (moves === null) return null;
  const commands = moves.map(({ command }) => command);
  return { moves, story: tellDifference(topology, implementation(), commands) };
}

/** Throws what the specification throws where it leaves the range of a field. */
function tellDefect(topology: Topology, design: Design, moves: readonly Move[]): never {
  const run = new ModelRun(topology, design);
  for (const { command, answer } of moves) run.take(command, answer);
  throw new NotReproduced('a range that was left');
}

function violationOf(
  topology: Topology,
  design: Design,
  invariant: Invariant,
  moves: readonly Move[] | null,
): readonly Violation[] {
  if (moves === null) return [];
  const story = tellViolation(topology, design, invariant, moves);
  if (story.broken === null) throw new NotReproduced(`a violation of ${invariant.id}`);
  return [{ invariant, moves, story }];
}

export async function check(options: CheckOptions): Promise<CheckResult> {
  const { topology, design, invariants, implementation, leadsTo = [], stop: _, ...limits } = options;
  const commands = commandsWithin(topology);
  const asked = witnesses.filter(({ within }) => within(topology));
  const subject = { topology, design, commands, invariants, witnesses: asked };
  const program = hostProgram(subject);
  const graphUpTo = leadsTo.length === 0 ? 0 : leadsToStatesMax;
  const started = performance.now();
  const search =
    implementation === null
      ? new CompiledSearch(program, { ...limits, graphUpTo })
      : new EdgewiseSearch(program, implementation(), { ...limits, graphUpTo });
  try {
    return await checkBy(search, subject, program.markOf, options, started);
  } finally {
    search.close();
  }
}

/** Which of several things were seen, whose marks begin with `first`; those that the search does not decide left out. */
const sightsOf = (search: HostSearch, all: readonly { readonly id: string }[], first: number) =>
  all.flatMap(({ id }, index) => (search.decides(first + index) ? [{ id, seen: search.saw(first + index) }] : []));

async function checkBy(
  search: HostSearch,
  { topology, design, commands, invariants, witnesses: asked }: Subject,
  markOf: HostMarks,
  { implementation, leadsTo: promised = [], stop }: CheckOptions,
  started: number,
): Promise<CheckResult> {
  const progress = (): Progress => ({
    distinct: search.distinct,
    generated: search.generated,
    depth: search.depth,
    queue: search.queue,
    seconds: (performance.now() - started) / 1000,
  });

  const sought = soughtOf(invariants, design.name).map((invariant) => invariants.indexOf(invariant));
  const allBroken = () => sought.length > 0 && sought.every((index) => search.saw(index));

  // One that goes on may have seen it all before; and its portions end where they would have ended.
  let reason = allBroken() ? allBrokenReason : null;
  while (reason === null && search.advance(portion - ((search.distinct - search.queue) % portion))) {
    await setImmediate();
    reason = allBroken() ? allBrokenReason : (stop?.(progress()) ?? null);
  }
  search.keep();
  const omission = search.omission;
  reason = search.limit ?? reason ?? lossyReason(omission);

  const { defect } = search;
  if (defect !== null) tellDefect(topology, design, defect);
  const violations = invariants.flatMap((invariant, index) =>
    violationOf(topology, design, invariant, search.moves(index)),
  );
  const difference = implementation === null ? null : differenceAt(search.difference, topology, implementation);
  const leadsTo = checkLeadsTo({ search, topology, design }, promised);
  const wrong = violations.length > 0 || difference !== null || leadsTo.some(({ held }) => held === false);
  return {
    ...progress(),
    verdict: wrong ? 'violated' : reason === null ? 'holds' : 'undecided',
    exhaustive: reason === null,
    reason,
    omission,
    edges: (search.distinct - search.queue) * commands.length,
    edgesCompared: search.edgesCompared,
    symmetry: search.symmetries === null ? null : { order: search.symmetries.order, sorts: search.symmetries.sorts },
    invariants: invariants.map(({ id }, index) => ({
      id,
      held: !search.saw(index),
      antecedent: search.times(markOf.met + index),
    })),
    leadsTo,
    witnesses: sightsOf(search, asked, markOf.witness).map(({ id, seen }) => ({ id, found: seen })),
    rules: sightsOf(search, rules, markOf.rule).map(({ id, seen }) => ({ id, reached: seen })),
    violations,
    difference,
  };
}
