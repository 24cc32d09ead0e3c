import { sources } from '../../spec/source.ts';
import type { StateInvariant } from '../invariant.ts';

/** Counts PASIDs in every state, free_pending included: what still takes room is still somebody's. */
export const quota: StateInvariant = {
  id: 'ioasid/quota',
  of: 'state',
  property: 'Q1',
  sentence: 'No set holds more host PASIDs than its quota, and the quotas together do not exceed the capacity.',
  sources: [sources.ioasidSetApi, sources.setToken],
  catches: ['fault/no-quota', 'fault/over-capacity'],
  broken: ({ topology, state }, tally) => {
    let promised = 0;
    for (const set of topology.sets) {
      const { type, quota } = state.ioasidSet.at(set);
      if (type === 'none') continue;
      tally.antecedent++;
      promised += quota;
      const members = state.ioasid.count('set', set);
      if (members > quota) return `s${set} holds ${members} host PASIDs, its quota is ${quota}`;
    }
    const { capacity } = topology.data;
    return promised > capacity ? `${promised} host PASIDs are promised, the capacity is ${capacity}` : null;
  },
};
