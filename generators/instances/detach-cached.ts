import type { Instance } from '../instance.ts';

/** Groups that leave their container while the IOMMU and the devices have something cached. */
export const detachCached: Instance = {
  name: 'detach-cached',
  purpose: 'groups that are detached, and a container that is closed, while a host PASID of theirs is bound and cached',
  lockstep: true,
  topology: {
    commands: [
      'ioasid_alloc',
      'vfio_bind_gpasid',
      'vfio_unbind_gpasid',
      'ioasid_free',
      'ioasid_reclaim',
      'dma_translate',
      'vfio_group_set_container',
      'vfio_group_unset_container',
      'vfio_set_iommu',
      'vfio_container_close',
    ],
    vms: [{ pasidSpace: 'identity', quota: 2 }],
    containers: [{ vm: 1, nesting: true, domains: [[[1], [2]], [[3]]] }],
    attachment: { detached: [] },
    fds: [{ device: 1, holders: [1] }],
    hpasids: 2,
    gpasids: 1,
    pgds: 1,
    grpids: 1,
    sets: 1,
    capacity: 2,
    hostQuota: 0,
    iommu: { cachingMode: false },
  },
  counts: { distinct: 1040, generated: 11105, depth: 13 },
};
