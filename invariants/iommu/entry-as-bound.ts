import { member } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

/** What software holds to be bound is what hardware walks: neither an entry that nobody knows of, nor a record of nothing. */
export const entryAsBound: StateInvariant = {
  id: 'iommu/entry-as-bound',
  of: 'state',
  property: 'B5',
  sentence: 'A PASID-table entry is present exactly where a host PASID is bound, and with the same page directory.',
  sources: [sources.vtdBind, sources.vtdUnbind],
  catches: ['fault/gpasid-in-hardware', 'fault/entry-outlives-binding'],
  cases: (topology) =>
    topology.devices.flatMap((device) =>
      topology.rows.map((row): StateCase => {
        const hpasid = member('hpasid', topology.sizes.hpasid, row);
        return ({ state }, tally) => {
          const bound = hpasid === null ? null : state.binding.at(hpasid, device).pgd;
          const { pgd } = state.pasidEntry.at(device, row);
          if (bound === null && pgd === null) return null;
          tally.antecedent++;
          if (bound === pgd) return null;
          return `row ${row} of d${device} has ${pgd === null ? 'nothing' : `pgd${pgd}`}, and ${bound === null ? 'nothing' : `pgd${bound}`} is bound there`;
        };
      }),
    ),
};
