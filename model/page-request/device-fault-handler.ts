/** `iommu_device_fault_handler`: see spec/page-request/device-fault-handler.ts. */
import type { deviceFaultHandler as Spec } from '../../spec/page-request/device-fault-handler.ts';
import type { Device } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';

/** Whether nobody is told of what a device asks. */
export const isUnhandled = ({ state, topology }: Host, device: Device): boolean =>
  topology.prqs.some((prq) => state.prqDevice.at(prq, device).unhandled);

export const deviceFaultHandler: Transition<typeof Spec> = {
  refuses: {
    'page-request/handler-registered': (host, { device, enabled }) => enabled === 1 && !isUnhandled(host, device),
    'page-request/handler-in-use': ({ state, policy }, { device, enabled }) =>
      enabled === 0 && policy.unregister === 'refused-while-pending' && state.pageRequest.some('pending', true, device),
  },
  plan: (_host, { device, enabled }) =>
    inOrder(({ state, topology }) => {
      for (const prq of topology.prqs) state.prqDevice.at(prq, device).unhandled = enabled === 0;
      return null;
    }),
};
