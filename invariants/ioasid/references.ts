import { sources } from '../../spec/source.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

/** References that the owner holds, by state. */
const ownersShare = { free: 0, idle: 1, active: 1, free_pending: 0 } as const;

const unbound = [null];

/**
 * The reference count says nothing that the rest of the state does not say, so it can be checked against it; and whether a
 * host PASID is active nothing that its bindings do not say.
 */
export const references: StateInvariant = {
  id: 'ioasid/references',
  of: 'state',
  property: 'R1',
  sentence:
    "A host PASID has its owner's reference until it is freed, the driver's while it is in use and bound, or the default PASID of an auxiliary domain, and one of each user that holds it; it is active exactly while it has the first two, and free exactly if it has none.",
  sources: [sources.ioasidDocument, sources.ioasidNotification],
  catches: ['fault/reference-kept', 'fault/free-not-idempotent', 'fault/name-check-keeps-reference'],
  cases: (topology) =>
    topology.hpasids.map(
      (hpasid): StateCase =>
        ({ state }, tally) => {
          const { state: life, refs } = state.ioasid.at(hpasid);
          if (life === 'free' && refs === 0) return null;
          tally.antecedent++;
          const bound = !state.binding.every('pgd', unbound, hpasid);
          const users = state.ioasidUser.count('holds', true, hpasid);
          // Bindings of a free PASID are the business of ioasid/free-is-clean.
          const entered = state.defaultPasid.some('hpasid', hpasid) ? 1 : 0;
          const due = entered + ownersShare[life] + (bound && life !== 'free' ? 1 : 0) + users;
          const isWhatItIs =
            life === 'free' || (refs > 0 && (life === 'free_pending' || bound === (life === 'active')));
          if (refs === due && isWhatItIs) return null;
          const used = users === 0 ? '' : `, used by ${users}`;
          return `p${hpasid} is ${life}, ${bound ? '' : 'not '}bound${used}, and its reference count is ${refs}${refs === due ? '' : ` instead of ${due}`}`;
        },
    ),
};
