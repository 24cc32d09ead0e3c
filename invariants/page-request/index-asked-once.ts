import { member } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import { pageForms } from '../../spec/topology.ts';
import type { StepInvariant } from '../invariant.ts';

/** Two requests of one index could not be told apart, and one response would be for both. */
export const indexAskedOnce: StepInvariant = {
  id: 'page-request/index-asked-once',
  of: 'step',
  property: 'P1',
  sentence: 'A device never waits for two responses under one index of a PASID.',
  sources: [sources.indexReuse, sources.pciePageRequest],
  catches: ['fault/index-reused'],
  cases: (topology, command) => {
    if (command.kind !== 'page_request' && command.kind !== 'page_request_message') return [];
    if (command.kind === 'page_request_message' && pageForms[command.page] === 'stop-marker') return [];
    const { actor: device, grpid } = command;
    const row = member('row', topology.sizes.row, command.pasid);
    if (row === null) return [];
    return [
      ({ answer, before }, tally) => {
        if (answer < 0) return null;
        tally.antecedent++;
        const { outstanding } = before.pageRequest.at(device, row, grpid);
        return outstanding ? `d${device} asks again under an index for which it waits` : null;
      },
    ];
  },
};
