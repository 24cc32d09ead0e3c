import { sources } from '../../spec/source.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';
import { groupsOf } from './groups.ts';

/** Judged by what the device waits for, whatever the host has taken note of. */
export const failedGroupNotReported: StateInvariant = {
  id: 'page-request/failed-group-not-reported',
  of: 'state',
  property: 'P12',
  sentence: 'A group is not reported, and so cannot be answered SUCCESS, if one of its pages was not served.',
  sources: [sources.prqThread, sources.failedGroup],
  catches: ['fault/bad-page-forgotten'],
  cases: (topology) =>
    groupsOf(topology).flatMap(({ device, row, grpid }) =>
      topology.prqs.map(
        (prq): StateCase =>
          ({ state }, tally) => {
            if (!state.prqGroup.at(prq, device, row, grpid).dropped) return null;
            tally.antecedent++;
            const { pending } = state.pageRequest.at(device, row, grpid);
            return pending ? `a group of d${device} at row ${row} is reported without one of its pages` : null;
          },
      ),
    ),
};
