import { member } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';
import { ownerOf } from '../owner.ts';

/** What the register holds, the physical device does DMA with, until it is cleared: whoever has the PASID by then. */
export const registerOfOwn: StateInvariant = {
  id: 'guest/register-of-own',
  of: 'state',
  property: 'G3, A5',
  sentence: 'The register of a mediated device holds a host PASID that is allocated to the VM that has the device.',
  sources: [sources.gpasidMapping, sources.ioasidDocument],
  catches: ['fault/vdcm-writes-gpasid', 'fault/vdcm-without-reference'],
  cases: (topology) =>
    topology.mdevs.map((mdev): StateCase => {
      const vm = topology.vmOfMdev(mdev);
      return ({ state }, tally) => {
        const { number } = state.mdevRegister.at(mdev);
        if (number === null) return null;
        tally.antecedent++;
        const hpasid = member('hpasid', topology.sizes.hpasid, number);
        if (hpasid !== null && ownerOf(state, hpasid) === vm) return null;
        return `mdev${mdev} of vm${vm} does DMA with PASID ${number}, which is not of that VM`;
      };
    }),
};
