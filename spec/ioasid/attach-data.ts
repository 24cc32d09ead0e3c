import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * A user inside the kernel leaves a record of its own with a host PASID of the set it works for (private data), by which
 * it is found again. There is room for one. The IOMMU driver leaves its record there as long as a device is bound: that is
 * part of a bind, and of the last unbind.
 */
export const ioasidAttachData = command({
  kind: 'ioasid_attach_data',
  summary: 'Leaves a record of a user inside the kernel with a host PASID.',
  sources: [sources.ioasidSetApi, sources.ioasidNotification],
  args: { actor: args.dataUser, set: args.ownSet, hpasid: args.reclaimed },
  answers: 'zero',
  rules: [
    rule(
      'ioasid/attach-data-not-member',
      'ENOENT',
      'the set holds no such host PASID',
      sources.ioasidSetApi,
      sources.silence,
      sources.dataOfOne,
    ),
    rule(
      'ioasid/attach-data-free-pending',
      'EBUSY',
      'the host PASID waits to be freed',
      sources.ioasidDocument,
      sources.dataOfOne,
    ),
    rule('ioasid/attach-data-taken', 'EBUSY', 'somebody has left a record there already', sources.ioasidSetApi),
  ],
});
