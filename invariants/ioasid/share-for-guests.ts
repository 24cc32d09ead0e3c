import { sources } from '../../spec/source.ts';
import type { StateInvariant } from '../invariant.ts';

/** The host makes its sets first: what it took, guests would never get. */
export const shareForGuests: StateInvariant = {
  id: 'ioasid/share-for-guests',
  of: 'state',
  property: 'Q5',
  sentence: 'Sets of the host itself are promised no more than its share, so that the rest is left for guests.',
  sources: [sources.ioasidSetApi, sources.hostShare],
  catches: ['fault/host-takes-all'],
  cases: ({ sets, data: { hostShare } }) =>
    hostShare === undefined
      ? []
      : [
          ({ state }, tally) => {
            const ofHost = sets.filter((set) => state.ioasidSet.at(set).type === 'NULL');
            const promised = ofHost.reduce((sum, set) => sum + state.ioasidSet.at(set).quota, 0);
            tally.antecedent++;
            return promised <= hostShare
              ? null
              : `sets of type NULL are promised ${promised}, of a share of ${hostShare}`;
          },
        ],
};
