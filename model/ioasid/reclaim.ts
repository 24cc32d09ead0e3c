/** `ioasid_reclaim`: see spec/ioasid/reclaim.ts. */
import type { ioasidReclaim as Spec } from '../../spec/ioasid/reclaim.ts';
import { releaseIfUnbound, unbindDevice } from '../iommu/bind-device.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';

export const ioasidReclaim: Transition<typeof Spec> = {
  refuses: {
    'ioasid/reclaim-not-free-pending': ({ state }, { hpasid }) => state.ioasid.at(hpasid).state !== 'free_pending',
  },
  plan: ({ topology }, { hpasid }) =>
    inOrder(...topology.devices.map((device) => unbindDevice(device, hpasid)), releaseIfUnbound(hpasid)),
};
