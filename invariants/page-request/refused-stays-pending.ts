import { sources } from '../../spec/source.ts';
import type { StepCase, StepInvariant } from '../invariant.ts';
import { groupsOf } from './groups.ts';

/** Or the device would wait for ever: the caller has nothing left to answer. */
export const refusedStaysPending: StepInvariant = {
  id: 'page-request/refused-stays-pending',
  of: 'step',
  ofRefusals: true,
  property: 'P13',
  sentence: 'A response that fails leaves every request pending that was.',
  sources: [sources.pageResponse, sources.smmuResponse, sources.refusedStays],
  catches: ['fault/refused-code-consumes'],
  follows: {
    from: ['host/failure-changes-nothing'],
    because: 'A response that fails and takes a request off the list has changed something.',
  },
  cases: (topology, command) => {
    if (command.kind !== 'page_response' && command.kind !== 'guest_page_response') return [];
    return groupsOf(topology).map(
      ({ device, row, grpid }): StepCase =>
        ({ answer, before, after }, tally) => {
          if (answer >= 0 || !before.pageRequest.at(device, row, grpid).pending) return null;
          tally.antecedent++;
          const { pending } = after.pageRequest.at(device, row, grpid);
          return pending ? null : `the request of d${device} at row ${row} was taken off the list, and not answered`;
        },
    );
  },
};
