/** `vfio_unbind_gpasid`: see spec/vfio/unbind-gpasid.ts. */
import { pasidLimit, wrap } from '../../spec/arguments.ts';
import { type Hpasid, member } from '../../spec/sorts.ts';
import type { vfioUnbindGpasid as Spec } from '../../spec/vfio/unbind-gpasid.ts';
import type { Host } from '../host.ts';
import { ownPasid } from '../ioasid/ownership.ts';
import { unbindDevice } from '../iommu/bind-device.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';

/** The number that the driver's unbind sees. */
const narrowed = ({ policy }: Host, value: number): number => (policy.unbindWidth === '32-bit' ? value % wrap : value);

/** The host PASID that the driver's unbind acts on, or null when it finds none. */
export const unbindTarget = (host: Host, value: number): Hpasid | null =>
  member('hpasid', host.topology.sizes.hpasid, narrowed(host, value));

export const vfioUnbindGpasid: Transition<typeof Spec> = {
  refuses: {
    'vfio/unbind-not-opener': ({ policy, topology }, { actor, container }) =>
      policy.opener === 'checked' && topology.vmOf(container) !== actor,
    'vfio/unbind-no-domain': ({ topology }, { container }) => topology.devicesOf(container).length === 0,
    'vfio/unbind-not-nesting': ({ policy, topology }, { container }) =>
      policy.nesting === 'checked-by-vfio' && !topology.isNesting(container),
    'vfio/unbind-no-hpasid': (host, { hpasid }) => narrowed(host, hpasid) === 0 || narrowed(host, hpasid) >= pasidLimit,
    'vfio/unbind-not-own': (host, { actor, hpasid }) =>
      ownPasid(host, actor, narrowed(host, hpasid), host.policy.ownership) === null,
    'vfio/unbind-free-pending': (host, { hpasid }) =>
      host.state.ioasid.at(unbindTarget(host, hpasid) as Hpasid).state === 'free_pending',
  },
  plan: (host, { container, hpasid }) => {
    const devices = host.topology.devicesOf(container);
    const visited = host.policy.unbindLoop === 'first-device' ? devices.slice(0, 1) : devices;
    return inOrder(...visited.map((device) => unbindDevice(device, unbindTarget(host, hpasid) as Hpasid)));
  },
};
