import type { Hpasid, Row, Viommu, Vm } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Topology } from '../../spec/topology.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';
import { binderOf } from '../owner.ts';

/** Of a guest that uses host PASIDs: what is bound for it has been allocated to it under its own number. */
const identityCase =
  (viommu: Viommu, vm: Vm, hpasid: Hpasid): StateCase =>
  ({ state }, tally) => {
    if (binderOf(state, hpasid) !== vm) return null;
    tally.antecedent++;
    const { hpasid: lookedUp } = state.vmmLookup.at(viommu, hpasid as number as Row);
    return lookedUp === hpasid ? null : `p${hpasid} is bound for vm${vm}, whose VMM does not know it`;
  };

/** Of a guest with a PASID space of its own, and one number of it. */
function ownSpaceCases({ gpasids }: Topology, viommu: Viommu, vm: Vm, hpasid: Hpasid): readonly StateCase[] {
  return gpasids.map(
    (gpasid): StateCase =>
      ({ state }, tally) => {
        if (state.guestToHost.at(vm, gpasid).hpasid !== hpasid || binderOf(state, hpasid) !== vm) return null;
        tally.antecedent++;
        const { hpasid: lookedUp } = state.vmmLookup.at(viommu, gpasid as number as Row);
        return lookedUp === hpasid ? null : `the host maps g${gpasid} of vm${vm} to p${hpasid}, and its VMM does not`;
      },
  );
}

/**
 * What the VMM has freed is still bound until the host has reclaimed it, so it is asked of what is in use. A process that
 * binds of its own accord what its guest has not asked for is no VMM: with such calls in play it does not hold.
 */
export const lookupAgrees: StateInvariant = {
  id: 'guest/lookup-agrees',
  of: 'state',
  property: 'G9',
  sentence:
    'A host PASID that is bound for a guest with a vIOMMU is the one that its VMM looks up by the number by which the host knows it.',
  sources: [sources.gpasidMapping, sources.ioasidSpid],
  catches: ['fault/vmm-forgets-without-free'],
  cases: (topology) =>
    topology.viommus.flatMap((viommu) => {
      const vm = topology.guestOf(viommu);
      return topology.hpasids.flatMap((hpasid) =>
        topology.pasidSpaceOf(vm) === 'identity'
          ? [identityCase(viommu, vm, hpasid)]
          : ownSpaceCases(topology, viommu, vm, hpasid),
      );
    }),
};
