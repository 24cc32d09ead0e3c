import { sources } from '../../spec/source.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

/** Where nothing is cached no entry has a domain id, and the domain of a device is not asked for. */
export const nestedInItsDomain: StateInvariant = {
  id: 'iommu/nested-in-its-domain',
  of: 'state',
  property: 'B6',
  sentence:
    'A present PASID-table entry has the second-level page table and the domain id of the domain that the device has in its container; one that is not present has neither.',
  sources: [sources.vtdNested, sources.usersAsBound],
  catches: ['fault/second-level-of-primary-domain'],
  cases: (topology) =>
    topology.devices.flatMap((device) => {
      const due = topology.domainIdOf(device);
      const table = topology.secondLevelOf(due);
      return topology.rows.map(
        (row): StateCase =>
          ({ state }, tally) => {
            const { pgd, did, slpt } = state.pasidEntry.at(device, row);
            if (pgd === null) {
              return did === null && slpt === null ? null : `row ${row} of d${device} is not present, but has a domain`;
            }
            tally.antecedent++;
            if (did !== due) return `row ${row} of d${device} has the domain id ${did} instead of ${due}`;
            return slpt === table
              ? null
              : `row ${row} of d${device} is nested over slpt${slpt} instead of slpt${table}`;
          },
      );
    }),
};
