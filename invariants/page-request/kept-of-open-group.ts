import { sources } from '../../spec/source.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';
import { groupsOf } from './groups.ts';

/** While an overflow is not cleared, the end of a group may have been lost; what was kept of it goes with the clearing. */
export const keptOfOpenGroup: StateInvariant = {
  id: 'page-request/kept-of-open-group',
  of: 'state',
  property: 'P7',
  sentence:
    'Unless the queue has overflowed, a page is kept only for a group that its device has begun and got no response to.',
  sources: [sources.iopfQueue, sources.prqOverflow],
  catches: ['fault/partials-survive-overflow'],
  cases: (topology) =>
    groupsOf(topology).flatMap(({ device, row, grpid }) =>
      topology.prqs.map(
        (prq): StateCase =>
          ({ state }, tally) => {
            const { partial, begun } = state.prqGroup.at(prq, device, row, grpid);
            if (partial === 'none') return null;
            tally.antecedent++;
            if (begun || state.prq.at(prq).overflow) return null;
            return `a page of d${device} at row ${row} is kept for a group that is over`;
          },
      ),
    ),
};
