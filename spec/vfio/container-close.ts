import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * The process that opened a container lets go of it, or exits: every group is unbound, drained and detached, the type
 * is gone, and with the last container of a process go its host PASIDs. What is opened afterwards is as good as new.
 * Not here: the container's file in several hands, of which the last one to be closed counts.
 */
export const vfioContainerClose = command({
  kind: 'vfio_container_close',
  summary: 'Closes a container: detaches all its groups, and frees the PASIDs of a process that has no other.',
  sources: [sources.vfioBindV6, sources.vfioPasidRequest, sources.vfioPasidReview, sources.lastContainer],
  args: { actor: args.vm, container: args.changeable },
  answers: 'zero',
  rules: [rule('vfio/close-not-opener', 'EBADF', 'the caller has not opened the container', sources.opener)],
});
