import { sources } from '../../spec/source.ts';
import type { Topology } from '../../spec/topology.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

/** What is promised to all sets together. One that does not exist has no quota. */
const capacityCase =
  ({ sets, data: { capacity } }: Topology): StateCase =>
  ({ state }) => {
    let promised = 0;
    for (const set of sets) promised += state.ioasidSet.at(set).quota;
    return promised > capacity ? `${promised} host PASIDs are promised, the capacity is ${capacity}` : null;
  };

/** Counts PASIDs in every state, free_pending included: what still takes room is still somebody's. */
export const quota: StateInvariant = {
  id: 'ioasid/quota',
  of: 'state',
  property: 'Q1',
  sentence: 'No set holds more host PASIDs than its quota, and the quotas together do not exceed the capacity.',
  sources: [sources.ioasidSetApi, sources.setToken],
  catches: ['fault/no-quota', 'fault/over-capacity'],
  cases: (topology) => [
    ...topology.sets.map(
      (set): StateCase =>
        ({ state }, tally) => {
          if (state.ioasidSet.at(set).type === 'none') return null;
          tally.antecedent++;
          const { quota } = state.ioasidSet.at(set);
          const members = state.ioasid.count('set', set);
          return members > quota ? `s${set} holds ${members} host PASIDs, its quota is ${quota}` : null;
        },
    ),
    capacityCase(topology),
  ],
};
