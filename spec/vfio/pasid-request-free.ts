import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * VFIO_IOMMU_PASID_REQUEST with FREE: a process frees all that it owns in a range, both ends included. What others own
 * there is passed over, and so is what waits to be freed already: a range in which there is nothing is answered 0.
 * The work is bounded by what the process owns, not by the numbers of the range: a user must not be able to keep the
 * kernel busy with [0, 2^32-1].
 */
export const vfioPasidRequestFree = command({
  kind: 'vfio_pasid_request_free',
  summary: 'Frees the host PASIDs of a range that belong to the process that opened a container.',
  sources: [sources.vfioPasidV6, sources.vfioPasidRange],
  args: { actor: args.vm, container: args.container, min: args.rangeMin, max: args.rangeMax },
  answers: 'zero',
  rules: [
    rule(
      'vfio/pasid-free-not-opener',
      'EPERM',
      'the caller is not the process that opened the container',
      sources.opener,
    ),
    rule('vfio/pasid-free-no-range', 'EINVAL', 'min is higher than max', sources.vfioPasidV6),
    rule(
      'vfio/pasid-free-no-mm',
      'EOPNOTSUPP',
      'the container is not of the nesting type, or the process has no set',
      sources.vfioPasidV6,
    ),
  ],
});
