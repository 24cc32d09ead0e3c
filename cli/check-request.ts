/** What `vsva check` is asked for: its flags, read and held against what there is. */
import { type BoundsGiven, boundNames, checkBounds, NoSuchBound, withBounds } from '../generators/bounds.ts';
import type { Instance } from '../generators/instance.ts';
import { hosts } from '../generators/instances.ts';
import { invariants } from '../invariants/invariants.ts';
import { designs } from '../spec/designs/designs.ts';
import { golden } from '../spec/designs/golden.ts';
import { Topology } from '../spec/topology.ts';
import { type Deadline, deadlineOf } from './common-flags.ts';
import type { Given } from './flags.ts';
import { tooLarge } from './search-limits.ts';
import type { Surroundings } from './surroundings.ts';
import { named, UsageError, unknown } from './usage-error.ts';

export interface CheckRequest {
  readonly instances: readonly Instance[];
  readonly bounds: BoundsGiven;
  readonly design: string;
  /** Ids, in the order of the catalogue. */
  readonly invariants: readonly string[];
  /** Whether the engine is held against the model; null: where the instance says so. */
  readonly against: 'engine' | 'none' | null;
  readonly maxStates: number | null;
  /** The invariant whose violation is expected, or null. */
  readonly expected: string | null;
  readonly deadline: Deadline | null;
}

const nameOf = ({ name }: { readonly name: string }): string => name;
const same = (text: string): string => text;
const invariantIds = invariants.map(({ id }) => id);

/** All those named, each once, or all there are. */
function instancesOf(given: Given, instances: readonly Instance[]): readonly Instance[] {
  const names = [...given.positionals, ...(given.list('instance') ?? [])];
  for (const name of names) {
    const checkable = instances.some((instance) => instance.name === name);
    if (!checkable && hosts.some((host) => host.name === name)) {
      throw new UsageError(`${name} is too large to be exhausted; it is for vsva run`);
    }
    named('instance', name, instances, nameOf);
  }
  return names.length === 0 ? instances : instances.filter(({ name }) => names.includes(name));
}

function boundsOf(given: Given): BoundsGiven {
  const pairs = (given.list('bound') ?? []).map((text) => {
    const [name, value, more] = text.split('=');
    if (value === undefined || more !== undefined) throw new UsageError(`--bound takes name=number, not "${text}"`);
    if (!boundNames.some((bound) => bound === name)) throw unknown('bound', name as string, boundNames);
    return [name, /^\d+$/.test(value) ? Number(value) : value];
  });
  return checkBounds(Object.fromEntries(pairs));
}

/** Makes sure that every instance exists within the bounds, and can be searched. */
function mustBeSearchable(instances: readonly Instance[], bounds: BoundsGiven): void {
  for (const { name, topology } of instances) {
    const why = tooLarge(new Topology(withBounds(topology, bounds)));
    if (why !== null) throw new UsageError(`${name} is too large within these bounds: ${why}`);
  }
}

function againstOf(given: Given, design: string): CheckRequest['against'] {
  const text = given.text('against');
  if (text === null) return design === golden.name ? null : 'none';
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
  named('invariant', id, invariantIds, same);
  return named('invariant among those of --inv', id, asked, same);
}

/**
 * Where a search of another design ends unless the user says otherwise: once a design is broken its states multiply,
 * and the shortest stories lie near the beginning.
 */
const brokenDesignStates = 100_000;

/** Throws `UsageError`. */
export function checkRequest(given: Given, { instances, now }: Surroundings): CheckRequest {
  const chosen = instancesOf(given, instances);
  const design = named('design', given.text('design') ?? golden.name, designs, nameOf).name;
  const ids = (given.list('inv') ?? invariantIds).map((id) => named('invariant', id, invariantIds, same));
  const asked = invariantIds.filter((id) => ids.includes(id));
  try {
    const bounds = boundsOf(given);
    mustBeSearchable(chosen, bounds);
    return {
      instances: chosen,
      bounds,
      design,
      invariants: asked,
      against: againstOf(given, design),
      maxStates:
        given.wholeNumber('max-states', 1, 2 ** 31 - 1) ?? (design === golden.name ? null : brokenDesignStates),
      expected: expectedOf(given, asked),
      deadline: deadlineOf(given, now()),
    };
  } catch (error) {
    throw error instanceof NoSuchBound ? new UsageError(error.message) : error;
  }
}
