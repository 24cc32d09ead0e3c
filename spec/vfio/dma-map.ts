import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * VFIO_IOMMU_MAP_DMA: the VMM maps guest memory up to an address into the second stage of all domains of a container.
 * What is mapped begins at 0 and has no hole, so that its top says it all; an address is named by the guest page
 * directory that lies there. Not here: what it is mapped to, permissions, and the accounting of locked memory.
 */
export const vfioDmaMap = command({
  kind: 'vfio_dma_map',
  summary: 'Maps guest memory up to an address for the devices of a container.',
  sources: [sources.vfioBindV1, sources.vtdNested],
  args: { actor: args.vm, container: args.mappable, top: args.address },
  answers: 'zero',
  rules: [
    rule('vfio/map-not-opener', 'EPERM', 'the caller is not the process that opened the container', sources.opener),
    rule('vfio/map-no-domain', 'EINVAL', 'the container holds no device, or has no type', sources.vfioBindV1),
    rule('vfio/map-mapped', 'EEXIST', 'that address is mapped already', sources.vfioType1),
  ],
});
