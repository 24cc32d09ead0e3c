/** `vfio_group_unset_container`: see spec/vfio/group-unset-container.ts. */
import type { GroupId } from '../../spec/sorts.ts';
import type { vfioGroupUnsetContainer as Spec } from '../../spec/vfio/group-unset-container.ts';
import { type Effect, inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { vfioIommuOf } from './attachment.ts';
import { freeWithLastContainer, unbindLeaving } from './leaving.ts';
import { unmapAll } from './second-stage.ts';

/** The group is its container's no more; a container without groups has no type. */
const leave =
  (group: GroupId): Effect =>
  (host) => {
    const { state, topology } = host;
    const container = topology.containerOfGroup(group);
    state.vfioGroup.at(group).attached = false;
    if (topology.groupsOf(container).some((other) => state.vfioGroup.at(other).attached)) return null;
    state.vfioIommu.at(vfioIommuOf(container)).type = 'none';
    unmapAll(host, container);
    return null;
  };

export const vfioGroupUnsetContainer: Transition<typeof Spec> = {
  refuses: {
    'vfio/leave-not-opener': ({ policy, topology }, { actor, group }) =>
      policy.opener === 'checked' && topology.vmOf(topology.containerOfGroup(group)) !== actor,
    'vfio/leave-not-attached': ({ state }, { group }) => !state.vfioGroup.at(group).attached,
  },
  plan: ({ topology }, { group }) => {
    const opener = topology.vmOf(topology.containerOfGroup(group));
    return inOrder(unbindLeaving(opener, topology.devicesOfGroup(group)), leave(group), freeWithLastContainer(opener));
  },
};
