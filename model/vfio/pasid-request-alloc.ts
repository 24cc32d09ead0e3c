/** `vfio_pasid_request_alloc`: see spec/vfio/pasid-request-alloc.ts. */
import { wrap } from '../../spec/arguments.ts';
import { type Hpasid, member, type SetId } from '../../spec/sorts.ts';
import type { vfioPasidRequestAlloc as Spec } from '../../spec/vfio/pasid-request-alloc.ts';

import { allocate } from '../ioasid/lifecycle.ts';
import { isAnyFree } from '../ioasid/range.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { isForeign, isInRange, setOf } from './pasid-request.ts';

export const vfioPasidRequestAlloc: Transition<typeof Spec> = {
  refuses: {
    'vfio/pasid-alloc-not-opener': isForeign,
    'vfio/pasid-alloc-no-range': (_, { min, max }) => min > max,
    'vfio/pasid-alloc-no-mm': (host, request) => setOf(host, request) === null,
    'vfio/pasid-alloc-over-quota': (host, request) => {
      const set = setOf(host, request) as SetId;
      return (
        host.policy.quota === 'checked' && host.state.ioasid.count('set', set) >= host.state.ioasidSet.at(set).quota
      );
    },
    'vfio/pasid-alloc-none-free': (host, { min, max }) =>
      !(host.policy.pasidRange === 'kept' ? isAnyFree(host, min, max) : isAnyFree(host, 1, wrap)),
  },
  choice: {
    among: ({ hpasids }) => hpasids,
    allows: ({ state, topology, policy }, request, value) => {
      const hpasid = member('hpasid', topology.sizes.hpasid, value);
      if (hpasid === null || state.ioasid.at(hpasid).state !== 'free') return false;
      return policy.pasidRange === 'ignored' || isInRange(request, hpasid);
    },
  },
  plan: (_host, request, hpasid) => inOrder((host) => allocate(hpasid as Hpasid, setOf(host, request) as SetId)(host)),
};
