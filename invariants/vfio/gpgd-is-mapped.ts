import { type Device, type DmaMap, idsOf, type Pgd } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Topology } from '../../spec/topology.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

/** Of the entries of a device that point to one page directory. */
function deviceCase(topology: Topology, device: Device, pgd: Pgd): StateCase {
  const container = topology.containerOf(device);
  return ({ state }, tally) => {
    if (!state.pasidEntry.some('pgd', pgd, device)) return null;
    tally.antecedent++;
    const { top } = state.dmaMap.at(container as number as DmaMap);
    if (top !== null && pgd <= top) return null;
    return `pgd${pgd} of d${device} is not mapped for c${container}`;
  };
}

/** What the entry points to as its second stage is iommu/nested-in-its-domain; this is how far that reaches. */
export const gpgdIsMapped: StateInvariant = {
  id: 'vfio/gpgd-is-mapped',
  of: 'state',
  property: 'B6',
  sentence: 'The guest page directory of every present entry lies in what is mapped for the container of the device.',
  sources: [sources.vtdNested, sources.vtdUnmap],
  catches: ['fault/gpgd-unchecked', 'fault/unmap-under-gpgd'],
  cases: (topology) =>
    topology.sizes.dmaMap === 0
      ? []
      : topology.devices.flatMap((device) =>
          idsOf('pgd', topology.sizes.pgd).map((pgd) => deviceCase(topology, device, pgd)),
        ),
};
