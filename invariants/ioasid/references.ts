import { sources } from '../../spec/source.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

/** References that the owner holds, by state. */
const ownersShare = { free: 0, idle: 1, active: 1, free_pending: 0 } as const;

const unbound = [null];

/** The reference count says nothing that the rest of the state does not say, so it can be checked against it. */
export const references: StateInvariant = {
  id: 'ioasid/references',
  of: 'state',
  property: 'R1',
  sentence:
    "A host PASID has its owner's reference until it is freed and the driver's while it is in use and bound; it is free if it has none.",
  sources: [sources.ioasidDocument, sources.ioasidNotification],
  catches: ['fault/reference-kept'],
  cases: (topology) =>
    topology.hpasids.map(
      (hpasid): StateCase =>
        ({ state }, tally) => {
          const { state: life, refs } = state.ioasid.at(hpasid);
          if (life === 'free' && refs === 0) return null;
          tally.antecedent++;
          const bound = !state.binding.every('pgd', unbound, hpasid);
          // Bindings of a free PASID are the business of ioasid/free-is-clean.
          const due = ownersShare[life] + (bound && life !== 'free' ? 1 : 0);
          if (refs === due) return null;
          return `p${hpasid} is ${life}, ${bound ? '' : 'not '}bound, and its reference count is ${refs} instead of ${due}`;
        },
    ),
};
