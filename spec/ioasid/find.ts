import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * Looks up the private data of a host PASID. There are three outcomes, which callers must tell apart: an errno (ERR_PTR);
 * NULL, of one that is allocated and has no data, or whose data the getter did not take; and the data. No reference is
 * taken. The IOMMU driver may ask about any host PASID; a user inside the kernel names the set that it works for.
 */
export const ioasidFind = command({
  kind: 'ioasid_find',
  summary: 'Looks up the private data of a host PASID.',
  sources: [sources.ioasidCore, sources.vtdBind, sources.ioasidDocument],
  args: { actor: args.dataSeeker, set: args.setOrNone, hpasid: args.reclaimed, getter: args.getter },
  answers: 'data',
  rules: [
    rule('ioasid/find-no-own-set', 'EACCES', 'a user inside the kernel names no set', sources.dataOfOne),
    rule(
      'ioasid/find-not-member',
      'ENOENT',
      'there is no such host PASID, or the set does not hold it',
      sources.ioasidCore,
      sources.silence,
      sources.dataOfOne,
    ),
    rule(
      'ioasid/find-free-pending',
      'EBUSY',
      'the host PASID waits to be freed',
      sources.ioasidDocument,
      sources.dataOfOne,
    ),
  ],
});
