import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * Gives a host PASID the name by which the guest of its set calls it (SPID), for users inside the kernel to look up. One
 * name for a host PASID and one host PASID for a name, within a set. Whoever registered for it is told (the BIND event).
 * A bind gives the name of its gpasid by itself.
 */
export const ioasidAttachSpid = command({
  kind: 'ioasid_attach_spid',
  summary: 'Gives a host PASID the name by which its guest calls it.',
  sources: [sources.ioasidSpid, sources.ioasidSetApi],
  args: { actor: args.kernel, hpasid: args.reclaimed, spid: args.spid },
  answers: 'zero',
  rules: [
    rule('ioasid/attach-spid-invalid', 'EINVAL', 'the name is INVALID_IOASID', sources.ioasidSpid),
    rule('ioasid/attach-spid-no-pasid', 'ENOENT', 'no VM has the host PASID', sources.ioasidSpid),
    rule(
      'ioasid/attach-spid-identity',
      'EINVAL',
      'the guest uses host PASIDs as they are',
      sources.mappingForLife,
      sources.spidForLife,
    ),
    rule(
      'ioasid/attach-spid-free-pending',
      'EBUSY',
      'the host PASID waits to be freed',
      sources.ioasidDocument,
      sources.spidForLife,
    ),
    rule('ioasid/attach-spid-taken', 'EINVAL', 'the name is given, be it to this one', sources.ioasidSpid),
    rule('ioasid/attach-spid-named', 'EBUSY', 'the host PASID has another name', sources.spidForLife),
  ],
});
