/**
 * The exhaustive check of one instance under one design: searches it, holds the engine against the model where that
 * is asked, and says what was found. It gives the event loop a turn between portions, so that a caller can show
 * progress and be interrupted.
 */
import { setImmediate } from 'node:timers/promises';
import { Search } from '../checker/search.ts';
import { commandsWithin } from '../generators/within.ts';
import type { Invariant } from '../invariants/invariant.ts';
import { invariants as everyInvariant } from '../invariants/invariants.ts';
import { witnesses } from '../invariants/reachable.ts';
import { rules } from '../spec/commands.ts';
import type { Design } from '../spec/designs/design.ts';
import type { Topology } from '../spec/topology.ts';
import { HostSystem } from './host-system.ts';
import type { LoadableImplementation } from './implementation.ts';
import { type DifferenceStory, type Move, tellDifference, tellViolation, type ViolationStory } from './story.ts';

/** States expanded between two turns of the event loop. */
const portion = 250;

/** How far a search has come. */
export interface Progress {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  readonly queue: number;
  readonly seconds: number;
}

export interface CheckOptions {
  readonly topology: Topology;
  readonly design: Design;
  readonly invariants: readonly Invariant[];
  /** Makes the implementation to be held against the model, null for the model alone. Called again to tell stories. */
  readonly implementation: (() => LoadableImplementation) | null;
  readonly maxStates?: number;
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
  /** (state, command) pairs that were tried: the refused included. */
  readonly edges: number;
  readonly edgesCompared: number;
  readonly invariants: readonly { readonly id: string; readonly held: boolean; readonly antecedent: number }[];
  readonly witnesses: readonly { readonly id: string; readonly found: boolean }[];
  /** Rules that refused some command, by id. */
  readonly rules: readonly { readonly id: string; readonly reached: boolean }[];
  readonly violations: readonly Violation[];
  readonly difference: Difference | null;
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

export async function check(options: CheckOptions): Promise<CheckResult> {
  const { topology, design, invariants, implementation, maxStates, stop } = options;
  const commands = commandsWithin(topology);
  const asked = witnesses.filter(({ within }) => within(topology));
  const system = new HostSystem({
    topology,
    design,
    commands,
    invariants,
    witnesses: asked,
    implementation: implementation?.() ?? null,
  });
  const search = new Search(system, maxStates === undefined ? {} : { maxStates });
  const started = performance.now();
  const progress = (): Progress => ({
    distinct: search.distinct,
    generated: search.generated,
    depth: search.depth,
    queue: search.queue,
    seconds: (performance.now() - started) / 1000,
  });

  const sought = soughtOf(invariants, design.name).map((invariant) => invariants.indexOf(invariant));
  const allBroken = () => sought.length > 0 && sought.every((index) => search.sighting(index) !== undefined);

  let reason: string | null = null;
  while (reason === null && search.advance(portion)) {
    await setImmediate();
    reason = allBroken() ? allBrokenReason : (stop?.(progress()) ?? null);
  }
  if (search.bounded) reason = `the bound of ${maxStates} states was reached`;

  const movesTo = (mark: number): readonly Move[] | null => {
    const sighting = search.sighting(mark);
    if (sighting === undefined) return null;
    const labels = [...search.path(sighting.state), ...(sighting.label < 0 ? [] : [sighting.label])];
    return labels.map((label) => {
      const { command, value } = system.labelled(label);
      return { command, answer: value };
    });
  };
  const violations = invariants.flatMap((invariant, index) => {
    const moves = movesTo(index);
    return moves === null ? [] : [{ invariant, moves, story: tellViolation(topology, design, invariant, moves) }];
  });
  const difference =
    implementation === null ? null : differenceAt(movesTo(system.differenceMark), topology, implementation);
  const wrong = violations.length > 0 || difference !== null;
  return {
    ...progress(),
    verdict: wrong ? 'violated' : reason === null ? 'holds' : 'undecided',
    exhaustive: reason === null,
    reason,
    edges: (search.distinct - search.queue) * commands.length,
    edgesCompared: system.edgesCompared,
    invariants: invariants.map(({ id }, index) => ({
      id,
      held: search.sighting(index) === undefined,
      antecedent: (system.tallies[index] as { antecedent: number }).antecedent,
    })),
    witnesses: asked.map(({ id }, index) => ({
      id,
      found: search.sighting(system.firstWitnessMark + index) !== undefined,
    })),
    rules: rules.map(({ id }, index) => ({
      id,
      reached: search.sighting(system.firstRuleMark + index) !== undefined,
    })),
    violations,
    difference,
  };
}
