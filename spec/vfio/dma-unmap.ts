import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * VFIO_IOMMU_UNMAP_DMA: the VMM takes guest memory from an address on out of the second stage of all domains of a
 * container. A guest page directory that is bound must not lie there: hardware would walk it through a second stage
 * that does not have it any more. Unmapping what is not mapped changes nothing and succeeds.
 */
export const vfioDmaUnmap = command({
  kind: 'vfio_dma_unmap',
  summary: 'Unmaps guest memory from an address on for the devices of a container.',
  sources: [sources.vfioBindV1, sources.vtdUnmap],
  args: { actor: args.vm, container: args.mappable, from: args.address },
  answers: 'zero',
  rules: [
    rule('vfio/unmap-not-opener', 'EPERM', 'the caller is not the process that opened the container', sources.opener),
    rule('vfio/unmap-no-domain', 'EINVAL', 'the container holds no device, or has no type', sources.vfioBindV1),
    rule(
      'vfio/unmap-under-gpgd',
      'EBUSY',
      'a guest page directory that is bound lies there',
      sources.vtdUnmap,
      sources.mappedWhileBound,
    ),
  ],
});
