import { sources } from '../../spec/source.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';
import { groupsOf } from './groups.ts';

/** The page that every device asks for, by its number in the descriptor. */
const pageNumber = 5;
const pageSizeBytes = 2 ** 12;

/** A number of the page would be an address in the first page of the process, and not even aligned. */
export const reportedAddress: StateInvariant = {
  id: 'page-request/reported-address',
  of: 'state',
  property: 'P14',
  sentence: 'The address that is reported is that of a page, and of the page that the device has asked for.',
  sources: [sources.prqAddress],
  catches: ['fault/page-number-reported'],
  cases: (topology) =>
    topology.links.flatMap((link) =>
      groupsOf(topology).map(
        ({ device, row, grpid }): StateCase =>
          ({ state }, tally) => {
            if (!state.pageRequest.at(device, row, grpid).pending) return null;
            tally.antecedent++;
            const { address } = state.shownRequest.at(link, device, row, grpid);
            if (Number(address) === pageNumber * pageSizeBytes) return null;
            return `a request of d${device} at row ${row} is reported with address ${address}`;
          },
      ),
    ),
};
