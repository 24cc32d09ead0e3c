/** `ioasid_reclaim`: see spec/ioasid/reclaim.ts. */
import type { ioasidReclaim as Spec } from '../../spec/ioasid/reclaim.ts';
import type { Hpasid } from '../../spec/sorts.ts';
import { releaseIfUnbound, unbindDevice } from '../iommu/bind-device.ts';
import { type Effect, inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { isBound } from './lifecycle.ts';

/** Fails while any device is bound, and tears nothing down. */
const releaseOnceUnbound =
  (hpasid: Hpasid): Effect =>
  (host) =>
    isBound(host, hpasid) ? 'EBUSY' : releaseIfUnbound(hpasid)(host);

export const ioasidReclaim: Transition<typeof Spec> = {
  refuses: {
    'ioasid/reclaim-not-free-pending': ({ state }, { hpasid }) => state.ioasid.at(hpasid).state !== 'free_pending',
  },
  plan: ({ topology, policy }, { hpasid }) =>
    policy.reclaim === 'waits-for-unbind'
      ? inOrder(releaseOnceUnbound(hpasid))
      : inOrder(...topology.devices.map((device) => unbindDevice(device, hpasid)), releaseIfUnbound(hpasid)),
};
