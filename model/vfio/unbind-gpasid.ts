/** `vfio_unbind_gpasid`: see spec/vfio/unbind-gpasid.ts. */
import { pasidLimit, wrap } from '../../spec/arguments.ts';
import type { Policy } from '../../spec/designs/design.ts';
import type { Hpasid } from '../../spec/sorts.ts';
import type { vfioUnbindGpasid as Spec } from '../../spec/vfio/unbind-gpasid.ts';
import { ownPasid } from '../ioasid/ownership.ts';
import { releaseIfUnbound, unbindAndRelease, unbindDevice } from '../iommu/bind-device.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { ifAttached, typeOf } from './attachment.ts';
import { reached, throughDomains } from './walk.ts';

/** The number that the driver's unbind sees. */
export const narrowed = ({ unbindWidth }: Policy, value: number): number =>
  unbindWidth === '32-bit' ? value % wrap : value;

export const vfioUnbindGpasid: Transition<typeof Spec> = {
  refuses: {
    'vfio/unbind-not-opener': ({ policy, topology }, { actor, container }) =>
      policy.opener === 'checked' && topology.vmOf(container) !== actor,
    'vfio/unbind-no-domain': (host, { container }) => typeOf(host, container) === 'none',
    'vfio/unbind-not-nesting': (host, { container }) =>
      host.policy.nesting === 'checked-by-vfio' && typeOf(host, container) !== 'nesting',
    'vfio/unbind-no-hpasid': (host, { hpasid }) =>
      narrowed(host.policy, hpasid) === 0 || narrowed(host.policy, hpasid) >= pasidLimit,
    'vfio/unbind-not-own': (host, { actor, hpasid }) =>
      ownPasid(host, actor, narrowed(host.policy, hpasid), host.policy.ownership) === null,
    'vfio/unbind-free-pending': (host, { hpasid }) =>
      host.policy.lateUnbind === 'refused' &&
      host.state.ioasid.at(narrowed(host.policy, hpasid) as Hpasid).state === 'free_pending',
  },
  plan: ({ topology, policy }, { container, hpasid }) => {
    const target = narrowed(policy, hpasid) as Hpasid;
    const domains = reached(topology, policy, container);
    // With each device the last may have gone: the walk can end with any.
    if (policy.unbindLoop === 'inner-break')
      return throughDomains(domains, (device) => unbindAndRelease(device, target));
    const devices = domains.flat(2);
    const visited = { 'every-device': devices, 'first-device': devices.slice(0, 1), 'no-device': [] }[
      policy.unbindLoop
    ];
    return inOrder(
      ...visited.map((device) => ifAttached(device, unbindDevice(device, target))),
      releaseIfUnbound(target),
    );
  },
};
