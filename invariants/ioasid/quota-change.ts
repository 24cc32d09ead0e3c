import { sources } from '../../spec/source.ts';
import type { HostState } from '../../spec/state.ts';
import type { Topology } from '../../spec/topology.ts';
import type { StepInvariant } from '../invariant.ts';

/** What is left to be promised. */
function availableIn(topology: Topology, state: HostState): number {
  const promised = topology.sets.reduce((sum, set) => sum + state.ioasidSet.at(set).quota, 0);
  const aside = topology.pools.map((pool) => state.ioasidPool.at(pool));
  return aside.reduce((left, { withheld, reserved }) => left - withheld - reserved, topology.data.capacity - promised);
}

/**
 * Both ways: no growth beyond what is left, and no refusal of what can be had, above all of what is given back. Not here: what
 * sets of the host itself may have, where that is but a share.
 */
export const quotaChange: StepInvariant = {
  id: 'ioasid/quota-change',
  of: 'step',
  ofRefusals: true,
  property: 'Q4',
  sentence:
    'The quota of a set changes exactly if it holds no more members than that, and grows by no more than is left.',
  sources: [sources.ioasidAdjust],
  catches: ['fault/adjust-in-all'],
  cases: (topology, command) => {
    if (command.kind !== 'ioasid_adjust_set' || command.quota === 0) return [];
    const { set, quota } = command;
    return [
      ({ before, answer }, tally) => {
        const { type, put, quota: old } = before.ioasidSet.at(set);
        if (type === 'none' || put) return null;
        if (type === 'NULL' && answer < 0 && topology.data.hostShare !== undefined) return null;
        tally.antecedent++;
        if (before.ioasid.count('set', set) > quota) return answer < 0 ? null : `s${set} holds more than ${quota}`;
        const fits = quota <= old || quota - old <= availableIn(topology, before);
        if (fits === answer >= 0) return null;
        return fits
          ? `s${set} was refused ${quota} instead of ${old}, which there is room for`
          : `s${set} has ${quota} instead of ${old}, which there is no room for`;
      },
    ];
  },
};
