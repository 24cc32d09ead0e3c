import type { CommandKind } from '../../spec/commands.ts';
import { sources } from '../../spec/source.ts';
import type { StepCase, StepInvariant } from '../invariant.ts';
import { ended, groupsOf } from './groups.ts';

/** Commands that end one group at most; a drain may end several, and whose data came back is not kept. */
const ofOneGroup: readonly CommandKind[] = ['page_response', 'guest_page_response', 'page_request_message'];

export const privateDataReturned: StepInvariant = {
  id: 'page-request/private-data-returned',
  of: 'step',
  property: 'P1',
  sentence: 'The response to a request with private data brings that data back.',
  sources: [sources.prqPrivateData],
  catches: ['fault/private-data-dropped'],
  cases: (topology, command) => {
    if (!ofOneGroup.includes(command.kind)) return [];
    return topology.links.flatMap((link) =>
      topology.prqs.flatMap((prq) =>
        groupsOf(topology).map((group): StepCase => {
          const { device, row, grpid } = group;
          return (step, tally) => {
            if (!step.before.prqGroup.at(prq, device, row, grpid).privateData || !ended(group, step)) return null;
            tally.antecedent++;
            const { privateData } = step.after.lastResponse.at(link, device);
            return privateData ? null : `the private data of d${device} at row ${row} did not come back`;
          };
        }),
      ),
    );
  },
};
