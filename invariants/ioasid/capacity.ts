import type { SetId } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { HostState } from '../../spec/state.ts';
import type { Topology } from '../../spec/topology.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

/** What is taken from the capacity by no set. */
const setAside = ({ pools }: Topology, state: HostState): number =>
  pools.reduce((sum, pool) => sum + state.ioasidPool.at(pool).withheld + state.ioasidPool.at(pool).reserved, 0);

const quotaCase =
  (set: SetId): StateCase =>
  ({ state }, tally) => {
    const { type, quota } = state.ioasidSet.at(set);
    if (type !== 'none') return null;
    tally.antecedent++;
    return quota === 0 ? null : `s${set} is gone, and ${quota} host PASIDs are promised to it`;
  };

/** What is available is what all this leaves of the capacity; so it must leave something, or nothing. */
const promisedCase =
  (topology: Topology): StateCase =>
  ({ state }) => {
    const promised = topology.sets.reduce((sum, set) => sum + state.ioasidSet.at(set).quota, setAside(topology, state));
    const { capacity } = topology.data;
    return promised <= capacity ? null : `${promised} are promised, reserved or withheld; the capacity is ${capacity}`;
  };

const allocatedCase =
  ({ hpasids, data: { capacity } }: Topology): StateCase =>
  ({ state }) => {
    const allocated = hpasids.length - state.ioasid.count('state', 'free');
    return allocated <= capacity ? null : `${allocated} host PASIDs are allocated, the capacity is ${capacity}`;
  };

/**
 * The books of the allocator: nothing is promised twice, and nothing is lost. Of the last of it, Q3, no fault is its own:
 * it follows where every PASID is of a set that exists (ioasid/membership) and no set exceeds its quota (ioasid/quota).
 */
export const capacity: StateInvariant = {
  id: 'ioasid/capacity',
  of: 'state',
  property: 'Q2, Q3',
  sentence:
    'What is promised to sets that exist, reserved or withheld adds up to no more than the capacity, nothing is promised to a set that does not exist, and no more host PASIDs are allocated than the capacity.',
  sources: [sources.ioasidSetApi, sources.setLifetime],
  catches: ['fault/quota-not-returned', 'fault/over-capacity'],
  cases: (topology) => [...topology.sets.map(quotaCase), promisedCase(topology), allocatedCase(topology)],
};
