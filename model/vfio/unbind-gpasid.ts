/** `vfio_unbind_gpasid`: see spec/vfio/unbind-gpasid.ts. */
import { pasidLimit, wrap } from '../../spec/arguments.ts';
import type { Policy } from '../../spec/designs/design.ts';
import type { Hpasid } from '../../spec/sorts.ts';
import type { vfioUnbindGpasid as Spec } from '../../spec/vfio/unbind-gpasid.ts';
import { ownPasid } from '../ioasid/ownership.ts';
import { releaseIfUnbound, unbindDevice } from '../iommu/bind-device.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';

/** The number that the driver's unbind sees. */
export const narrowed = ({ unbindWidth }: Policy, value: number): number =>
  unbindWidth === '32-bit' ? value % wrap : value;

export const vfioUnbindGpasid: Transition<typeof Spec> = {
  refuses: {
    'vfio/unbind-not-opener': ({ policy, topology }, { actor, container }) =>
      policy.opener === 'checked' && topology.vmOf(container) !== actor,
    'vfio/unbind-no-domain': ({ topology }, { container }) => topology.devicesOf(container).length === 0,
    'vfio/unbind-not-nesting': ({ policy, topology }, { container }) =>
      policy.nesting === 'checked-by-vfio' && !topology.isNesting(container),
    'vfio/unbind-no-hpasid': (host, { hpasid }) =>
      narrowed(host.policy, hpasid) === 0 || narrowed(host.policy, hpasid) >= pasidLimit,
    'vfio/unbind-not-own': (host, { actor, hpasid }) =>
      ownPasid(host, actor, narrowed(host.policy, hpasid), host.policy.ownership) === null,
    'vfio/unbind-free-pending': (host, { hpasid }) =>
      host.state.ioasid.at(narrowed(host.policy, hpasid) as Hpasid).state === 'free_pending',
  },
  plan: ({ topology, policy }, { container, hpasid }) => {
    const devices = topology.devicesOf(container);
    const visited = policy.unbindLoop === 'first-device' ? devices.slice(0, 1) : devices;
    const target = narrowed(policy, hpasid) as Hpasid;
    return inOrder(...visited.map((device) => unbindDevice(device, target)), releaseIfUnbound(target));
  },
};
