/** Default instances within larger bounds, for the model alone. They are searched when they are named. */
import { type BoundsGiven, withBounds } from './bounds.ts';
import type { Counts, Instance } from './instance.ts';
import { guestOwned } from './instances/guest-owned.ts';
import { identity } from './instances/identity.ts';
import { mmExit } from './instances/mm-exit.ts';
import { twoContainers } from './instances/two-containers.ts';

/** What is other than in the instance that it is made from. */
interface Larger {
  readonly purpose: string;
  readonly bounds: BoundsGiven;
  readonly counts: Counts;
}

const deep = ({ name, topology }: Instance, { purpose, bounds, counts }: Larger): Instance => ({
  name: `${name}-deep`,
  purpose,
  lockstep: false,
  topology: withBounds(topology, bounds),
  counts,
});

export const deepInstances: readonly Instance[] = [
  deep(identity, {
    purpose: 'three host PASIDs under two VMs that use them as they are',
    bounds: { hpasids: 3, capacity: 3 },
    counts: { distinct: 100920, generated: 1577169, depth: 21 },
  }),
  deep(twoContainers, {
    purpose: 'one more host PASID than two containers have to agree about',
    bounds: { hpasids: 3, capacity: 3 },
    counts: { distinct: 21852, generated: 251533, depth: 13 },
  }),
  deep(guestOwned, {
    purpose: 'host PASIDs of which one equals no gpasid',
    bounds: { hpasids: 3, capacity: 3 },
    counts: { distinct: 3382968, generated: 96939201, depth: 25 },
  }),
  deep(mmExit, {
    purpose: 'two processes that exit with a host PASID each',
    bounds: { hpasids: 2 },
    counts: { distinct: 142208, generated: 2599105, depth: 18 },
  }),
];
