/** The flag `--bound`: other bounds for instances that can be exhausted. */
import { type BoundsGiven, boundNames, checkBounds, NoSuchBound, withBounds } from '../generators/bounds.ts';
import type { Instance } from '../generators/instance.ts';
import { Topology } from '../spec/topology.ts';
import type { Flags, Given } from './flags.ts';
import { tooLarge } from './search-limits.ts';
import { UsageError, unknown } from './usage-error.ts';

export const boundsFlag: Flags = {
  bound: { value: 'k=v,…', about: `other bounds: ${boundNames.join(', ')}` },
};

function boundsOf(given: Given): BoundsGiven {
  const pairs = (given.list('bound') ?? []).map((text) => {
    const [name, value, more] = text.split('=');
    if (value === undefined || more !== undefined) throw new UsageError(`--bound takes name=number, not "${text}"`);
    if (!boundNames.some((bound) => bound === name)) throw unknown('bound', name as string, boundNames);
    return [name, /^\d+$/.test(value) ? Number(value) : value];
  });
  return checkBounds(Object.fromEntries(pairs));
}

/** The bounds given, within which every one of the instances exists and can be searched. Throws `UsageError`. */
export function searchableBounds(given: Given, instances: readonly Instance[]): BoundsGiven {
  try {
    const bounds = boundsOf(given);
    for (const { name, topology } of instances) {
      const why = tooLarge(new Topology(withBounds(topology, bounds)));
      if (why !== null) throw new UsageError(`${name} is too large within these bounds: ${why}`);
    }
    return bounds;
  } catch (error) {
    throw error instanceof NoSuchBound ? new UsageError(error.message) : error;
  }
}
