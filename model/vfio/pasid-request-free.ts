/** `vfio_pasid_request_free`: see spec/vfio/pasid-request-free.ts. */
import type { SetId } from '../../spec/sorts.ts';
import type { vfioPasidRequestFree as Spec } from '../../spec/vfio/pasid-request-free.ts';
import { letGo } from '../ioasid/lifecycle.ts';
import { membersOf } from '../ioasid/ownership.ts';
import { type Effect, inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { isForeign, isInRange, type PasidRequest, setOf } from './pasid-request.ts';

/** Goes through what the process owns, which has a set, and so has as much to do as that is. */
const freeOwned =
  (request: PasidRequest): Effect =>
  (host) => {
    for (const hpasid of membersOf(host, setOf(host, request) as SetId)) {
      if (!isInRange(request, hpasid)) continue;
      // What waits to be freed is passed over: a second free would drop a reference under some designs.
      if (host.state.ioasid.at(hpasid).state !== 'free_pending') letGo(hpasid)(host);
    }
    return null;
  };

export const vfioPasidRequestFree: Transition<typeof Spec> = {
  refuses: {
    'vfio/pasid-free-not-opener': isForeign,
    'vfio/pasid-free-no-range': (_, { min, max }) => min > max,
    'vfio/pasid-free-no-mm': (host, request) => setOf(host, request) === null,
  },
  plan: (_host, request) => inOrder(freeOwned(request)),
};
