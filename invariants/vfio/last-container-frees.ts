import type { Container, Hpasid, Vm } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { HostState } from '../../spec/state.ts';
import type { Topology } from '../../spec/topology.ts';
import type { StepCase, StepInvariant } from '../invariant.ts';
import { ownerOf } from '../owner.ts';

/** Whether the process of a VM has a container with a type. */
const hasContainer = (topology: Topology, state: HostState, vm: Vm): boolean =>
  topology.vfioIommus.some(
    (iommu) => topology.vmOf(iommu as number as Container) === vm && state.vfioIommu.at(iommu).type !== 'none',
  );

const pasidCase =
  (topology: Topology, vm: Vm, hpasid: Hpasid): StepCase =>
  ({ answer, before, after }, tally) => {
    if (answer < 0 || hasContainer(topology, after, vm) || ownerOf(before, hpasid) !== vm) return null;
    tally.antecedent++;
    const { state } = after.ioasid.at(hpasid);
    return state === 'free' || state === 'free_pending' ? null : `vm${vm} has no container, but p${hpasid} is ${state}`;
  };

/** Through what else could they be used, or given back? Those that wait for a last reference are somebody else's. */
export const lastContainerFrees: StepInvariant = {
  id: 'vfio/last-container-frees',
  of: 'step',
  property: 'B8',
  sentence: 'When a process loses its last container, every host PASID it owns is freed.',
  sources: [sources.vfioPasidReview, sources.lastContainer],
  catches: ['fault/last-container-keeps-pasids'],
  cases: (topology, command) => {
    if (command.kind !== 'vfio_container_close' && command.kind !== 'vfio_group_unset_container') return [];
    return topology.hpasids.map((hpasid) => pasidCase(topology, command.actor, hpasid));
  },
};
