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

  // A design that is known to break invariants is searched until all of those are broken; where some were picked out,
  // until all of them are.
  const picked = invariants.length < everyInvariant.length;
  const claimed = invariants.flatMap(({ catches }, index) => (picked || catches.includes(design.name) ? [index] : []));
  const allBroken = () => claimed.length > 0 && claimed.every((index) => search.sighting(index) !== undefined);
  const done = picked
    ? 'every invariant asked for is broken'
    : 'every invariant that the design is known to break is broken';

  let reason: string | null = null;
  while (reason === null && search.advance(portion)) {
    await setImmediate();
    reason = allBroken() ? done : (stop?.(progress()) ?? null);
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
