import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * VFIO_IOMMU_PASID_REQUEST with ALLOC: a process asks through its container for a host PASID in a range, both ends
 * included. It is taken from the set that VFIO made for the process when that opened its first container, so whatever
 * the number of containers there is one quota. Which free one of the range it is, is left open.
 * Not here: the flags, ALLOC and FREE, of which exactly one must be set.
 */
export const vfioPasidRequestAlloc = command({
  kind: 'vfio_pasid_request_alloc',
  summary: 'Allocates a host PASID out of a range for the process that opened a container.',
  sources: [sources.vfioPasidRequest, sources.vfioPasidV6],
  args: { actor: args.vm, container: args.container, min: args.rangeMin, max: args.rangeMax },
  answers: 'hpasid',
  rules: [
    rule(
      'vfio/pasid-alloc-not-opener',
      'EPERM',
      'the caller is not the process that opened the container',
      sources.opener,
    ),
    rule('vfio/pasid-alloc-no-range', 'EINVAL', 'min is higher than max', sources.vfioPasidV6),
    rule(
      'vfio/pasid-alloc-no-mm',
      'EOPNOTSUPP',
      'the container is not of the nesting type, or the process has no set',
      sources.vfioPasidV6,
    ),
    rule(
      'vfio/pasid-alloc-over-quota',
      'ENOSPC',
      'the process holds as many PASIDs as its quota',
      sources.vfioPasidRequest,
      sources.ioasidSetApi,
    ),
    rule('vfio/pasid-alloc-none-free', 'ENOSPC', 'no host PASID of the range is free', sources.vfioPasidV6),
  ],
});
