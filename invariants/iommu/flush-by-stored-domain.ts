import { sources } from '../../spec/source.ts';
import type { StepCase, StepInvariant } from '../invariant.ts';

/** Of every command that takes an entry away, whatever it answers. What devices cache has no domain id. */
export const flushByStoredDomain: StepInvariant = {
  id: 'iommu/flush-by-stored-domain',
  of: 'step',
  property: 'T4',
  sentence:
    'Whatever takes a PASID-table entry away flushes the IOMMU of what it has cached under the domain id that was in the entry.',
  sources: [sources.vtdTearDown, sources.vtdDrain, sources.everyCache],
  catches: ['fault/flush-of-primary-domain'],
  follows: {
    from: ['iommu/no-tag-after-tear-down'],
    because: 'What is cached under the domain id of an entry that is gone belongs to no entry.',
  },
  cases: (topology) =>
    topology.devices.flatMap((device) =>
      topology.rows.map(
        (row): StepCase =>
          ({ before, after }, tally) => {
            const { did } = before.pasidEntry.at(device, row);
            if (did === null || after.pasidEntry.at(device, row).pgd !== null) return null;
            if (!before.cachedTag.at(device, row, did).iotlb) return null;
            tally.antecedent++;
            const { pasidCache, iotlb } = after.cachedTag.at(device, row, did);
            if (!pasidCache && !iotlb) return null;
            return `row ${row} of d${device} is gone, but cached under the domain id did${did} that it held`;
          },
      ),
    ),
};
