/** `iopf_queue_device`: see spec/page-request/iopf-queue-device.ts. */
import type { iopfQueueDevice as Spec } from '../../spec/page-request/iopf-queue-device.ts';
import type { Device } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { type Effect, inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { endDevice } from './wire.ts';

/** Whether a device was taken out of the queue. */
export const isGone = ({ state, topology }: Host, device: Device): boolean =>
  topology.prqs.some((prq) => state.prqDevice.at(prq, device).gone);

const setGone =
  (device: Device, gone: boolean): Effect =>
  ({ state, topology }) => {
    for (const prq of topology.prqs) state.prqDevice.at(prq, device).gone = gone;
    return null;
  };

const end =
  (device: Device): Effect =>
  (host) => {
    if (host.policy.removal === 'ends-requests') endDevice(host, device);
    return null;
  };

export const iopfQueueDevice: Transition<typeof Spec> = {
  refuses: {
    'page-request/device-as-asked': (host, { device, enabled }) => isGone(host, device) !== (enabled === 1),
  },
  plan: (_host, { device, enabled }) =>
    enabled === 1 ? inOrder(setGone(device, false)) : inOrder(end(device), setGone(device, true)),
};
