import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * Attaches a group of devices to its container (VFIO_GROUP_SET_CONTAINER); which container and which domain that is
 * stands in the topology. A group does not join while anything is bound through the container: its devices would run
 * without what the others have. Not here: reserved regions, and domains that turn out to be incompatible.
 */
export const vfioGroupSetContainer = command({
  kind: 'vfio_group_set_container',
  summary: 'Attaches a group of devices to its container.',
  sources: [sources.vfioGroup, sources.joinRefused],
  args: { actor: args.vm, group: args.group },
  answers: 'zero',
  rules: [
    rule('vfio/join-not-opener', 'EPERM', 'the caller is not the process that opened the container', sources.opener),
    rule('vfio/join-attached', 'EINVAL', 'the group is attached already', sources.vfioGroup),
    rule(
      'vfio/join-while-bound',
      'EBUSY',
      'a device of the container has a table bound',
      sources.vfioBindV6,
      sources.joinRefused,
    ),
  ],
});
