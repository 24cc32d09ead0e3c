import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * A guest has changed its page tables: what is cached of them is flushed on every device of a container, at a PASID of
 * the caller's. The driver serves the IOTLB by PASID and by address, which takes the device's own TLB along, and that TLB
 * by address; everything else is answered with an error and done not even in part. A host PASID that waits to be freed
 * may be flushed. Not here: ranges of addresses, the one translation that is cached of a PASID standing for all, and the
 * size and version of the structure.
 */
export const vfioCacheInvalidate = command({
  kind: 'vfio_cache_invalidate',
  summary: 'Flushes what is cached of a guest page table, on every device of a container.',
  sources: [sources.uapiInvalidate, sources.vtdInvalidate, sources.vfioBindV6],
  args: {
    actor: args.vm,
    container: args.container,
    caches: args.caches,
    granularity: args.granularity,
    hpasid: args.givenHpasid,
  },
  answers: 'zero',
  rules: [
    rule(
      'vfio/invalidate-not-opener',
      'EPERM',
      'the caller is not the process that opened the container',
      sources.opener,
    ),
    rule('vfio/invalidate-no-domain', 'EINVAL', 'the container holds no device, or has no type', sources.vfioBindV6),
    rule(
      'vfio/invalidate-not-nesting',
      'EOPNOTSUPP',
      'the container is not of the nesting type',
      sources.vfioBindV6,
      sources.vtdInvalidate,
    ),
    rule('iommu/invalidate-no-cache', 'EINVAL', 'no cache is named, or an unknown one', sources.uapiInvalidate),
    rule('iommu/invalidate-no-granularity', 'EINVAL', 'there is no such granularity', sources.uapiInvalidate),
    rule(
      'iommu/invalidate-address-in-pasid-cache',
      'EINVAL',
      'the PASID cache is to be flushed by address',
      sources.uapiInvalidate,
    ),
    rule(
      'iommu/invalidate-domain-of-device-tlb',
      'EINVAL',
      "a device's own TLB is to be flushed by domain",
      sources.uapiInvalidate,
    ),
    rule(
      'iommu/invalidate-unsupported',
      'EOPNOTSUPP',
      'the IOMMU driver does not flush one of the caches that way',
      sources.vtdInvalidate,
      sources.wholeInvalidation,
    ),
    rule(
      'vfio/invalidate-no-hpasid',
      'EINVAL',
      'hpasid is missing, 0, or has more than 20 bits',
      sources.fullWidth,
      sources.wholeInvalidation,
    ),
    rule(
      'vfio/invalidate-not-own',
      'ENOENT',
      'the caller has no such host PASID',
      sources.ioasidOwnership,
      sources.silence,
    ),
  ],
});
