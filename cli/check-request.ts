/** What `vsva check` is asked for: its flags, read and held against what there is. */
import { leadsToStatesMax } from '../conformance/leads-to.ts';
import type { BoundsGiven } from '../generators/bounds.ts';
import type { Instance } from '../generators/instance.ts';
import { hosts } from '../generators/instances.ts';
import { invariants } from '../invariants/invariants.ts';
import { leadsToProperties } from '../invariants/leads-to-properties.ts';
import { properties } from '../invariants/properties.ts';
import type { ShardJson } from '../report/check-json.ts';
import { designs } from '../spec/designs/designs.ts';
import { golden } from '../spec/designs/golden.ts';
import { searchableBounds } from './bounds-flag.ts';
import { type Deadline, deadlineOf } from './common-flags.ts';
import type { Given } from './flags.ts';
import { type SearchSettings, searchSettings, sharded, shardOf } from './search-flags.ts';
import type { Surroundings } from './surroundings.ts';
import { named, UsageError } from './usage-error.ts';

export interface CheckRequest extends SearchSettings {
  readonly instances: readonly Instance[];
  readonly bounds: BoundsGiven;
  readonly design: string;
  /** Ids, in the order of the catalogue. */
  readonly invariants: readonly string[];
  /** The same, of leads-to properties. */
  readonly leadsTo: readonly string[];
  /** Whether the engine is held against the model; null: where the instance says so. */
  readonly against: 'engine' | 'none' | null;
  /** Whether states that differ in the names of objects only are searched once. */
  readonly symmetry: boolean;
  readonly maxStates: number | null;
  /** The invariant, or leads-to property, whose violation is expected, or null. */
  readonly expected: string | null;
  readonly deadline: Deadline | null;
  /** Of which part of what was asked for the instances are; null for all of it. */
  readonly shard: ShardJson | null;
}

const nameOf = ({ name }: { readonly name: string }): string => name;
const same = (text: string): string => text;
const ids = properties.map(({ id }) => id);

/** All those named, each once, or the default ones. */
function instancesOf(given: Given, instances: readonly Instance[], deep: readonly Instance[]): readonly Instance[] {
  const all = [...instances, ...deep];
  const names = [...given.positionals, ...(given.list('instance') ?? [])];
  for (const name of names) {
    const checkable = all.some((instance) => instance.name === name);
    if (!checkable && hosts.some((host) => host.name === name)) {
      throw new UsageError(`${name} is too large to be exhausted; it is for vsva run`);
    }
    named('instance', name, all, nameOf);
  }
  return names.length === 0 ? instances : all.filter(({ name }) => names.includes(name));
}

const isSymmetric = (given: Given): boolean =>
  named('setting of --symmetry', given.text('symmetry') ?? 'off', ['on', 'off'] as const, same) === 'on';

function againstOf(given: Given, design: string): CheckRequest['against'] {
  const text = given.text('against');
  const alone = design !== golden.name || isSymmetric(given);
  if (text === null) return alone ? 'none' : null;
  if (text === 'engine' && isSymmetric(given)) {
    throw new UsageError('the engine is compared in every state; with --symmetry on it is --against none');
  }
  const against = named('implementation', text, ['engine', 'none'] as const, same);
  if (against === 'none' || design === golden.name) return against;
  throw new UsageError(`the engine is of the golden design; ${design} is checked with --against none`);
}

/** The invariant of `violation:ID`, or null for `ok`. */
function expectedOf(given: Given, asked: readonly string[]): string | null {
  const text = given.text('expect') ?? 'ok';
  if (text === 'ok') return null;
  const [what, id, more] = text.split(':');
  if (what !== 'violation' || id === undefined || more !== undefined) {
    throw new UsageError(`--expect takes ok or violation:ID, not "${text}"`);
  }
  named('invariant', id, ids, same);
  return named('invariant among those of --inv', id, asked, same);
}

/**
 * Where a search of another design ends unless the user says otherwise: once a design is broken its states multiply,
 * and the shortest stories lie near the beginning.
 */
const brokenDesignStates = 100_000;

/** @param invariantsAsked how many. Where there are none, more states than a graph is kept of decide nothing. */
function maxStatesOf(given: Given, design: string, invariantsAsked: number): number | null {
  const most = given.wholeNumber('max-states', 1, 2 ** 31 - 1) ?? (design === golden.name ? null : brokenDesignStates);
  return invariantsAsked === 0 ? Math.min(most ?? leadsToStatesMax, leadsToStatesMax) : most;
}

/** Refuses settings of compiled searches where no instance is searched so. Throws `UsageError`. */
function mustMatter(
  { memoryBytes, lossy, keeping }: SearchSettings,
  instances: readonly Instance[],
  against: CheckRequest['against'],
): void {
  const set = memoryBytes !== null || lossy || keeping !== null;
  const compiled = instances.some(({ lockstep }) => against === 'none' || (against === null && !lockstep));
  if (set && !compiled) {
    throw new UsageError('--mem, --lossy, --checkpoint and --resume are of the model alone: add --against none');
  }
}

/** Throws `UsageError`. */
export function checkRequest(
  given: Given,
  { instances, deepInstances, now, cwd, threads }: Surroundings,
): CheckRequest {
  const wanted = instancesOf(given, instances, deepInstances);
  const design = named('design', given.text('design') ?? golden.name, designs, nameOf).name;
  const shard = shardOf(given, wanted.length);
  const chosen = sharded(wanted, shard);
  const asked = (given.list('inv') ?? ids).map((id) => named('invariant', id, ids, same));
  const askedOf = (all: readonly { readonly id: string }[]): readonly string[] =>
    all.map(({ id }) => id).filter((id) => asked.includes(id));
  const invariantsAsked = askedOf(invariants);
  const against = againstOf(given, design);
  const settings = searchSettings(given, cwd, threads);
  mustMatter(settings, chosen, against);
  return {
    instances: chosen,
    bounds: searchableBounds(given, chosen),
    design,
    invariants: invariantsAsked,
    leadsTo: askedOf(leadsToProperties),
    against,
    symmetry: isSymmetric(given),
    maxStates: maxStatesOf(given, design, invariantsAsked.length),
    expected: expectedOf(given, asked),
    deadline: deadlineOf(given, now()),
    shard,
    ...settings,
  };
}
