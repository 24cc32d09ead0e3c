import { sources } from '../../spec/source.ts';
import { isAttached, isNesting } from '../attachment.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

/** Without nesting the device's DMA is translated once, and the guest's table would be taken for the host's. */
export const bindOnlyNesting: StateInvariant = {
  id: 'vfio/bind-only-nesting',
  of: 'state',
  property: 'B4',
  sentence: 'Nothing is bound on a device that is attached to a container which is not of the nesting type.',
  sources: [sources.vfioBindV6, sources.vtdNested],
  catches: ['fault/no-nesting-check'],
  cases: (topology) =>
    topology.devices.flatMap((device) => {
      const container = topology.containerOf(device);
      return topology.hpasids.map(
        (hpasid): StateCase =>
          ({ state }, tally) => {
            if (state.binding.at(hpasid, device).pgd === null) return null;
            tally.antecedent++;
            if (!isAttached(topology, state, device) || isNesting(topology, state, container)) return null;
            return `p${hpasid} is bound on d${device} through c${container}, which does not nest`;
          },
      );
    }),
};
