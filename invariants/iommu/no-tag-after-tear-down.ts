import { sources } from '../../spec/source.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

/** Of the table that hardware walks: with the entry goes whatever was cached of it, before another can come there. */
export const noTagAfterTearDown: StateInvariant = {
  id: 'iommu/no-tag-after-tear-down',
  of: 'state',
  property: 'T2',
  sentence:
    'No cache holds anything of a row of a device but of the PASID-table entry that is present there, under its domain id: of one that was torn down nothing is left.',
  sources: [sources.vtdTearDown, sources.vtdDeviceTlb, sources.everyCache],
  catches: [
    'fault/no-pasid-cache-flush',
    'fault/no-iotlb-flush',
    'fault/no-device-tlb-flush',
    'fault/caching-mode-keeps-device-tlb',
    'fault/no-requester-id',
  ],
  cases: (topology) =>
    topology.devices.flatMap((device) =>
      topology.rows.flatMap((row) =>
        topology.dids.map(
          (did): StateCase =>
            ({ state }, tally) => {
              const { pasidCache, iotlb, deviceTlb } = state.cachedTag.at(device, row, did);
              if (!pasidCache && !iotlb && !deviceTlb) return null;
              tally.antecedent++;
              if (state.pasidEntry.at(device, row).did === did) return null;
              if (topology.auxDomains.some((table) => state.secondLevelEntry.at(table, device, row).did === did))
                return null;
              if (pasidCache) return `the PASID cache has row ${row} of d${device}`;
              return iotlb
                ? `the IOTLB translates for d${device} at row ${row}`
                : `d${device} itself translates at row ${row}`;
            },
        ),
      ),
    ),
};
