import type { Container, Device, DmaMap, GroupId, Hpasid, Row, VfioIommu } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Topology } from '../../spec/topology.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

/** Has what all cases of a group have in common, that it is detached, to count. */
const groupCase =
  (group: GroupId): StateCase =>
  ({ state }, tally) => {
    if (!state.vfioGroup.at(group).attached) tally.antecedent++;
    return null;
  };

function deviceCase(group: GroupId, device: Device, hpasid: Hpasid): StateCase {
  const row = hpasid as number as Row;
  return ({ state }) => {
    if (state.vfioGroup.at(group).attached) return null;
    if (state.binding.at(hpasid, device).pgd !== null) return `p${hpasid} is bound on d${device}, which is detached`;
    if (state.pasidEntry.at(device, row).pgd !== null) return `row ${row} of d${device}, which is detached, is present`;
    if (!state.pageRequest.some('outstanding', true, device, row)) return null;
    return `d${device}, which is detached, waits for a response at row ${row}`;
  };
}

/** The type of a container, and what is mapped for it, are those of its domains: without groups it has none. */
const containerCase =
  (topology: Topology, container: Container): StateCase =>
  ({ state }) => {
    if (topology.groupsOf(container).some((group) => state.vfioGroup.at(group).attached)) return null;
    if (state.vfioIommu.at(container as number as VfioIommu).type !== 'none')
      return `c${container} has no group, but a type`;
    const isMapped = topology.sizes.dmaMap > 0 && state.dmaMap.at(container as number as DmaMap).top !== null;
    return isMapped ? `c${container} has no group, but memory is mapped for it` : null;
  };

/** A device that is its container's no more runs for whoever has it next, and its second stage may be gone. */
export const detachedIsClean: StateInvariant = {
  id: 'vfio/detached-is-clean',
  of: 'state',
  property: 'B8',
  sentence:
    'A device that is attached to no container has no binding, no PASID-table entry and no page request; a container to which none is attached has no type, and nothing mapped.',
  sources: [sources.vfioBindV6, sources.vfioGroup],
  catches: ['fault/detach-leaves-bindings'],
  cases: (topology) => [
    ...topology.containers
      .filter(() => topology.sizes.vfioIommu > 0)
      .map((container) => containerCase(topology, container)),
    ...topology.groups.flatMap((group) => [
      groupCase(group),
      ...topology
        .devicesOfGroup(group)
        .flatMap((device) => topology.hpasids.map((hpasid) => deviceCase(group, device, hpasid))),
    ]),
  ],
};
