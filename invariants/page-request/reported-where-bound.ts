import { sources } from '../../spec/source.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';
import { groupsOf } from './groups.ts';

/** Of the table that hardware walks: what software holds to be bound is no leave to ask. */
export const reportedWhereBound: StateInvariant = {
  id: 'page-request/reported-where-bound',
  of: 'state',
  property: 'P11',
  sentence:
    'A page request is reported, or a page kept for its group, only where its PASID is bound on the device that asks.',
  sources: [sources.prqThread, sources.deviceFault],
  catches: ['fault/stale-device'],
  cases: (topology) =>
    groupsOf(topology).map(
      ({ device, row, grpid }): StateCase =>
        ({ state }, tally) => {
          const isKept = topology.prqs.some((prq) => state.prqGroup.some('partial', 'kept', prq, device, row, grpid));
          if (!isKept && !state.pageRequest.at(device, row, grpid).pending) return null;
          tally.antecedent++;
          const isBound = state.pasidEntry.at(device, row).pgd !== null;
          return isBound ? null : `a request of d${device} is reported at row ${row}, where nothing is bound`;
        },
    ),
};
