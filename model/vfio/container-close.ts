/** `vfio_container_close`: see spec/vfio/container-close.ts. */
import type { Container } from '../../spec/sorts.ts';
import type { vfioContainerClose as Spec } from '../../spec/vfio/container-close.ts';
import { type Effect, inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { vfioIommuOf } from './attachment.ts';
import { freeWithLastContainer, unbindLeaving } from './leaving.ts';
import { unmapAll } from './second-stage.ts';

/** All groups are the container's no more, and it has no type. */
export const letGroupsGo =
  (container: Container): Effect =>
  (host) => {
    const { state, topology } = host;
    for (const group of topology.groupsOf(container)) state.vfioGroup.at(group).attached = false;
    state.vfioIommu.at(vfioIommuOf(container)).type = 'none';
    unmapAll(host, container);
    return null;
  };

export const vfioContainerClose: Transition<typeof Spec> = {
  refuses: {
    'vfio/close-not-opener': ({ policy, topology }, { actor, container }) =>
      policy.opener === 'checked' && topology.vmOf(container) !== actor,
  },
  plan: ({ topology }, { container }) =>
    inOrder(
      unbindLeaving(topology.vmOf(container), topology.devicesOf(container)),
      letGroupsGo(container),
      freeWithLastContainer(topology.vmOf(container)),
    ),
};
