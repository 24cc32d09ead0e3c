import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * Detaches a group of devices from its container (VFIO_GROUP_UNSET_CONTAINER). What is bound on its devices is unbound
 * and drained first. A container that loses its last group has no type any more, and a process that so loses its last
 * container loses its host PASIDs. Not here: open device files, which in the kernel keep a group attached.
 */
export const vfioGroupUnsetContainer = command({
  kind: 'vfio_group_unset_container',
  summary: 'Detaches a group of devices from its container, unbinding what is bound there.',
  sources: [sources.vfioGroup, sources.vfioBindV6, sources.vfioPasidReview],
  args: { actor: args.vm, group: args.group },
  answers: 'zero',
  rules: [
    rule('vfio/leave-not-opener', 'EPERM', 'the caller is not the process that opened the container', sources.opener),
    rule('vfio/leave-not-attached', 'EINVAL', 'the group is not attached', sources.vfioGroup),
  ],
});
