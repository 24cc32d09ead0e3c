import type { Data } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

/** The record of the IOMMU driver. */
const ofDriver = 1 as Data;

/** The driver asks for its record to learn whether anything is bound: at a bind, at an unbind, when it is told of a free. */
export const dataWhileBound: StateInvariant = {
  id: 'ioasid/data-while-bound',
  of: 'state',
  property: 'R6',
  sentence:
    'The record of the IOMMU driver is left with a host PASID exactly while a device is bound to it, and the only one there.',
  sources: [sources.vtdBind, sources.vtdUnbind, sources.ioasidNotification],
  catches: ['fault/data-overwritten', 'fault/data-detached-by-anyone', 'fault/data-outlives-binding'],
  cases: ({ hpasids, records }) =>
    records.slice(0, 1).flatMap(() =>
      hpasids.map(
        (hpasid): StateCase =>
          ({ state }, tally) => {
            const { state: life, data } = state.ioasid.at(hpasid);
            // Bindings of a free PASID are the business of ioasid/free-is-clean.
            if (life === 'free') return null;
            const bound = !state.binding.every('pgd', [null], hpasid);
            if (bound || data !== null) tally.antecedent++;
            if (bound === (data === ofDriver)) return null;
            return bound
              ? `p${hpasid} is bound, and has not the driver's record`
              : `p${hpasid} is bound nowhere, and has the driver's record`;
          },
      ),
    ),
};
