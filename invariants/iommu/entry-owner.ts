import { member } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StateInvariant } from '../invariant.ts';

/** A stranger's PASID on a device means that the device's DMA walks a stranger's page table. */
export const entryOwner: StateInvariant = {
  id: 'iommu/entry-owner',
  of: 'state',
  property: 'A4',
  sentence:
    'Every present PASID-table entry is at a host PASID owned by the VM that holds the device, or at a free one (ioasid/free-is-clean).',
  sources: [sources.vfioBindReview, sources.ioasidOwnership],
  catches: ['vfio-v1', 'fault/foreign-pasid', 'fault/foreign-container'],
  broken: ({ topology, state }, tally) => {
    for (const device of topology.devices) {
      for (const row of topology.rows) {
        if (state.pasidEntry.at(device, row).pgd === null) continue;
        tally.antecedent++;
        const hpasid = member('hpasid', topology.sizes.hpasid, row);
        const set = hpasid === null ? null : state.ioasid.at(hpasid).set;
        const owner = set === null ? null : state.ioasidSet.at(set).token;
        // A free PASID has no owner to speak of: that is the business of ioasid/free-is-clean.
        if (hpasid !== null && state.ioasid.at(hpasid).state === 'free') continue;
        if (owner === null) return `row ${row} of d${device} is a host PASID of no VM`;
        if (owner !== topology.holderOf(device)) {
          return `row ${row} of d${device} is a host PASID of vm${owner}, which does not hold that device`;
        }
      }
    }
    return null;
  },
};
