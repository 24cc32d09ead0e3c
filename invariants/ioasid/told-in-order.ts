import type { Subscriber } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

/** Of two of whom the first has the higher priority. */
const pairCase =
  (first: Subscriber, second: Subscriber): StateCase =>
  ({ state }, tally) => {
    const { place } = state.lastFree.at(first);
    const { place: later } = state.lastFree.at(second);
    if (place === 0 || later === 0) return null;
    tally.antecedent++;
    return place < later ? null : `nb${second} was told of a free before nb${first}, which has the higher priority`;
  };

/** ENQCMD stops before the device, and the device before the IOMMU takes the translation away. */
export const toldInOrder: StateInvariant = {
  id: 'ioasid/told-in-order',
  of: 'state',
  property: 'R5',
  sentence:
    'Of those who are told of one free, who has the higher priority is told first: KVM, the VDCM, the IOMMU driver; whether registered for one set or for all.',
  sources: [sources.ioasidDocument, sources.ioasidSetApi],
  catches: ['fault/global-chain-first'],
  cases: ({ subscribers }) =>
    subscribers.flatMap((first, place) => subscribers.slice(place + 1).map((second) => pairCase(first, second))),
};
