/** `vcmd_free_pasid`: see spec/guest/vcmd-free-pasid.ts. */
import type { vcmdFreePasid as Spec } from '../../spec/guest/vcmd-free-pasid.ts';
import type { Hpasid, Row } from '../../spec/sorts.ts';
import { letGo } from '../ioasid/lifecycle.ts';
import { ownPasid } from '../ioasid/ownership.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { lookedUp } from './vmm.ts';

export const vcmdFreePasid: Transition<typeof Spec> = {
  refuses: {
    'guest/vcmd-free-no-pasid': (host, { actor, pasid }) => lookedUp(host, actor, pasid) === null,
  },
  plan: (_host, { actor, pasid }) =>
    inOrder((host) => {
      const { topology, state, policy } = host;
      const hpasid = lookedUp(host, actor, pasid) as Hpasid;
      state.vmmLookup.at(actor, pasid as Row).hpasid = null;
      const isOwn = ownPasid(host, topology.guestOf(actor), hpasid, 'own-set') !== null;
      return isOwn && policy.vmmFree === 'frees' ? letGo(hpasid)(host) : null;
    }),
};
