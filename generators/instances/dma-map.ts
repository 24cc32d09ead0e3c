import type { Instance } from '../instance.ts';

/** One VM that maps and unmaps its memory beside live bindings, and closes its container. */
export const dmaMap: Instance = {
  name: 'dma-map',
  purpose: 'guest memory mapped and unmapped beside live bindings, in a container of two domains that comes and goes',
  lockstep: true,
  topology: {
    commands: [
      'ioasid_alloc',
      'vfio_bind_gpasid',
      'vfio_unbind_gpasid',
      'ioasid_free',
      'ioasid_reclaim',
      'vfio_group_set_container',
      'vfio_group_unset_container',
      'vfio_set_iommu',
      'vfio_container_close',
      'vfio_dma_map',
      'vfio_dma_unmap',
    ],
    vms: [{ pasidSpace: 'identity', quota: 2 }, { pasidSpace: 'identity' }],
    containers: [
      { vm: 1, nesting: true, domains: [[[1]], [[2]]] },
      { vm: 1, nesting: true, domains: [[[3]]] },
    ],
    attachment: { detached: [] },
    dma: { mapped: 1 },
    fds: [],
    hpasids: 2,
    gpasids: 1,
    pgds: 2,
    grpids: 0,
    sets: 2,
    capacity: 2,
    hostQuota: 0,
  },
  counts: { distinct: 3532, generated: 45429, depth: 13 },
};
