/** `ioasid_reclaim`: see spec/ioasid/reclaim.ts. */
import type { ioasidReclaim as Spec } from '../../spec/ioasid/reclaim.ts';
import type { Hpasid } from '../../spec/sorts.ts';
import { detachFrom, isDefault } from '../iommu/aux-domain.ts';
import { releaseIfUnbound, unbindDevice } from '../iommu/bind-device.ts';
import { type Effect, inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { isBound } from './lifecycle.ts';

/** Leaves the bindings to whoever made them, and fails while there are any. */
const waitForUnbind: Effect = () => 'EBUSY';

/** What was the default PASID of an auxiliary domain was bound nowhere. */
const releaseOrDetach =
  (hpasid: Hpasid): Effect =>
  (host) => {
    if (!isDefault(host, hpasid)) return releaseIfUnbound(hpasid)(host);
    detachFrom(host, hpasid);
    return null;
  };

export const ioasidReclaim: Transition<typeof Spec> = {
  refuses: {
    'ioasid/reclaim-not-free-pending': ({ state }, { hpasid }) => state.ioasid.at(hpasid).state !== 'free_pending',
    'ioasid/reclaim-not-bound': (host, { hpasid }) => !isBound(host, hpasid) && !isDefault(host, hpasid),
  },
  plan: ({ topology, policy }, { hpasid }) =>
    policy.reclaim === 'waits-for-unbind'
      ? inOrder(waitForUnbind)
      : inOrder(
          ...topology.devices.map((device) => unbindDevice(device, hpasid)),
          topology.auxDomains.length === 0 ? releaseIfUnbound(hpasid) : releaseOrDetach(hpasid),
        ),
};
