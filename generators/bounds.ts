/** Other bounds for a named host: the numbers of its topology that a user may set. */
import type { TopologyData } from '../spec/topology.ts';

/** Lowest and highest value of every bound that can be set. */
const limits = {
  hpasids: [1, 2 ** 20 - 1],
  gpasids: [1, 2 ** 20 - 1],
  pgds: [1, 2 ** 16],
  grpids: [1, 2 ** 9],
  sets: [1, 2 ** 12 - 1],
  capacity: [0, 2 ** 20 - 1],
  hostQuota: [0, 2 ** 20 - 1],
} as const;

export type BoundName = keyof typeof limits;
export type BoundsGiven = Readonly<Partial<Record<BoundName, number>>>;

export const boundNames = Object.keys(limits) as readonly BoundName[];

/** A bound that does not exist or a value it cannot have; the message says which and what would do. */
export class NoSuchBound extends Error {}

/** The bounds of `given`, checked: `{"hpasids": 3}`. */
export function checkBounds(given: Readonly<Record<string, unknown>>): BoundsGiven {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(limits, name)) throw new NoSuchBound(`no bound "${name}"; there are ${boundNames.join(', ')}`);
    const [low, high] = limits[name as BoundName];
    if (Number.isInteger(value) && (value as number) >= low && (value as number) <= high) continue;
    throw new NoSuchBound(`bound ${name} is a whole number from ${low} to ${high}, not ${JSON.stringify(value)}`);
  }
  return given;
}

/** The topology with other bounds. */
export function withBounds(topology: TopologyData, given: BoundsGiven): TopologyData {
  const bounded = { ...topology, ...given };
  if (bounded.hostQuota > bounded.capacity) {
    throw new NoSuchBound(`hostQuota ${bounded.hostQuota} exceeds capacity ${bounded.capacity}`);
  }
  return bounded;
}
