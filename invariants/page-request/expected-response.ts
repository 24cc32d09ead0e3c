import { sources } from '../../spec/source.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

/** The device itself keeps the score: PCIe has a status bit for a response to nothing that is outstanding. */
export const expectedResponse: StateInvariant = {
  id: 'page-request/expected-response',
  of: 'state',
  property: 'P1, P2, P4',
  sentence:
    'A device gets a response only to a request it waits for: with its own PASID and index, and at most once for each.',
  sources: [sources.responseOnDeviceFd, sources.pciePageRequest],
  catches: ['fault/unasked-response', 'fault/double-response', 'fault/response-to-every-page'],
  cases: (topology) =>
    topology.devices.map(
      (device): StateCase =>
        ({ state }, tally) => {
          if (state.pageRequest.some('outstanding', true, device)) tally.antecedent++;
          return state.device.at(device).uprgi ? `d${device} got a response to a group it does not wait for` : null;
        },
    ),
};
