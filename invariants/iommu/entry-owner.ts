import { member } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';
import { ownerOf } from '../owner.ts';

/** A stranger's PASID on a device means that the device's DMA walks a stranger's page table. */
export const entryOwner: StateInvariant = {
  id: 'iommu/entry-owner',
  of: 'state',
  property: 'A4',
  sentence:
    'Every present PASID-table entry is at a host PASID owned by the VM that holds the device, or at a free one (ioasid/free-is-clean).',
  sources: [sources.vfioBindReview, sources.ioasidOwnership],
  catches: ['vfio-v1', 'fault/foreign-pasid', 'fault/foreign-container'],
  cases: (topology) =>
    topology.devices.flatMap((device) => {
      const holder = topology.holderOf(device);
      return topology.rows.map((row): StateCase => {
        const hpasid = member('hpasid', topology.sizes.hpasid, row);
        return ({ state }, tally) => {
          if (state.pasidEntry.at(device, row).pgd === null) return null;
          tally.antecedent++;
          // A free PASID has no owner to speak of: that is the business of ioasid/free-is-clean.
          if (hpasid !== null && state.ioasid.at(hpasid).state === 'free') return null;
          const owner = hpasid === null ? null : ownerOf(state, hpasid);
          if (owner === null) return `row ${row} of d${device} is a host PASID of no VM`;
          if (owner === holder) return null;
          return `row ${row} of d${device} is a host PASID of vm${owner}, which does not hold that device`;
        };
      });
    }),
};
