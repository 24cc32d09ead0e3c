import { sources } from '../../spec/source.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

/** Both ways: what is allocated is somebody's, and what is somebody's is allocated. A PASID names one set, so it has no two. */
export const membership: StateInvariant = {
  id: 'ioasid/membership',
  of: 'state',
  property: 'A1',
  sentence:
    'A host PASID that is not free is a member of a set that exists, and a free one of none; one of a set that everyone has put waits to be freed.',
  sources: [sources.ioasidSetApi, sources.ioasidDocument],
  catches: ['fault/set-gone-before-members'],
  cases: ({ hpasids }) =>
    hpasids.map(
      (hpasid): StateCase =>
        ({ state }, tally) => {
          const { state: life, set } = state.ioasid.at(hpasid);
          if (life === 'free') return set === null ? null : `p${hpasid} is free, and a member of s${set}`;
          tally.antecedent++;
          if (set === null) return `p${hpasid} is ${life}, and in no set`;
          const { type, put } = state.ioasidSet.at(set);
          if (type === 'none') return `p${hpasid} is ${life}, and s${set} is gone`;
          const isLetGo = put && !state.ioasidSetUser.some('holds', true, set);
          return isLetGo && life !== 'free_pending' ? `p${hpasid} is ${life}, and everyone has put s${set}` : null;
        },
    ),
};
