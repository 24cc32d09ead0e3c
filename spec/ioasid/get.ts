import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * A user inside the kernel takes its reference on a host PASID of the set it works for, so that the PASID outlives
 * whatever the user has put it into: KVM's translation table, a register of a device. One reference for each user and
 * PASID. Whose the PASID is, is asked before what state it is in.
 */
export const ioasidGet = command({
  kind: 'ioasid_get',
  summary: 'Takes a reference on a host PASID for a user inside the kernel.',
  sources: [sources.ioasidSetApi, sources.ioasidDocument],
  args: { actor: args.user, set: args.ownSet, hpasid: args.reclaimed },
  answers: 'zero',
  rules: [
    rule(
      'ioasid/get-not-member',
      'ENOENT',
      'the set holds no such host PASID',
      sources.ioasidOwnership,
      sources.silence,
      sources.userReferences,
    ),
    rule('ioasid/get-free-pending', 'EBUSY', 'the host PASID waits to be freed', sources.ioasidSetApi),
    rule('ioasid/get-held', 'EEXIST', 'the user has its reference already', sources.userReferences),
    rule(
      'ioasid/get-not-registered',
      'EPERM',
      'the user would not be told of the free',
      sources.ioasidDocument,
      sources.notifiers,
    ),
  ],
});
