import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * A user inside the kernel looks up which host PASID a guest means (G → H), within the set of that guest, and takes its
 * reference: as the VDCM does when the guest writes a PASID to a mediated device.
 */
export const ioasidFindBySpid = command({
  kind: 'ioasid_find_by_spid',
  summary: 'Looks up a host PASID by the name that a guest calls it by, and takes a reference.',
  sources: [sources.ioasidSpid, sources.ioasidDocument],
  args: { actor: args.user, set: args.ownSet, spid: args.gpasidNumber },
  answers: 'hpasid',
  rules: [
    rule('ioasid/find-spid-none', 'ENXIO', 'the set has no host PASID of that name', sources.ioasidSpid),
    rule('ioasid/find-spid-free-pending', 'ENXIO', 'the host PASID waits to be freed', sources.ioasidDocument),
    rule('ioasid/find-spid-held', 'EEXIST', 'the user has its reference already', sources.userReferences),
    rule(
      'ioasid/find-spid-not-registered',
      'EPERM',
      'the user would not be told of the free',
      sources.ioasidDocument,
      sources.notifiers,
    ),
  ],
});
