/** `vfio_group_set_container`: see spec/vfio/group-set-container.ts. */
import type { GroupId } from '../../spec/sorts.ts';
import type { vfioGroupSetContainer as Spec } from '../../spec/vfio/group-set-container.ts';
import { type Effect, inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { attachedTo } from './attachment.ts';
import { askJoining, bindJoining } from './bind-joining.ts';

const attach =
  (group: GroupId): Effect =>
  ({ state }) => {
    state.vfioGroup.at(group).attached = true;
    return null;
  };

export const vfioGroupSetContainer: Transition<typeof Spec> = {
  refuses: {
    'vfio/join-not-opener': ({ policy, topology }, { actor, group }) =>
      policy.opener === 'checked' && topology.vmOf(topology.containerOfGroup(group)) !== actor,
    'vfio/join-attached': ({ state }, { group }) => state.vfioGroup.at(group).attached,
    'vfio/join-while-bound': (host, { group }) => {
      if (host.policy.join !== 'refused-while-bound') return false;
      const devices = attachedTo(host, host.topology.containerOfGroup(group));
      return devices.some((device) => !host.state.pasidEntry.every('pgd', [null], device));
    },
  },
  plan: ({ topology, policy }, { group }) => {
    if (policy.join !== 'bound') return inOrder(attach(group));
    const devices = topology.devicesOfGroup(group);
    const binds = topology.hpasids.flatMap((hpasid) => devices.map((device) => bindJoining(group, device, hpasid)));
    return [{ effect: askJoining(group), otherwise: binds.length + 2 }, ...inOrder(...binds, attach(group))];
  },
};
