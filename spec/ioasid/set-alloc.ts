import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * Creates an ioasid_set: type MM stands for a VM's process, type NULL for the host. The kernel makes the call, VFIO
 * with the process that opens a container as token. Quota 0 asks for all capacity that is left.
 *
 * The capacity is looked at before the token, so a second set for a process is ENOSPC when nothing is left.
 */
export const ioasidSetAlloc = command({
  kind: 'ioasid_set_alloc',
  summary: 'Creates a set of host PASIDs with a quota, for one process or for the host.',
  sources: [sources.ioasidSetApi, sources.setToken],
  args: { actor: args.kernel, type: args.setType, token: args.token, quota: args.quota },
  answers: 'set',
  rules: [
    rule('ioasid/set-type-too-high', 'EINVAL', 'the number is past the last type', sources.ioasidSetApi),
    rule('ioasid/set-over-capacity', 'ENOSPC', 'the quota exceeds the capacity that is left', sources.ioasidSetApi),
    rule('ioasid/set-mm-without-token', 'EINVAL', 'no token is given for a set of type MM', sources.ioasidSetApi),
    rule('ioasid/set-token-taken', 'EEXIST', 'the process has a set already', sources.ioasidSetApi, sources.setToken),
    rule('ioasid/set-null-with-token', 'EINVAL', 'a token is given for a set of type NULL', sources.ioasidSetApi),
    rule('ioasid/set-type-unknown', 'EINVAL', 'the type is 0', sources.ioasidSetApi),
    rule(
      'ioasid/set-over-share',
      'ENOSPC',
      'sets of type NULL would be promised more than the share of the host',
      sources.ioasidSetApi,
      sources.hostShare,
    ),
    rule('ioasid/set-no-number', 'ENOSPC', 'no number for a set is left', sources.ioasidSetApi),
  ],
});
