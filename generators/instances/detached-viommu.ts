import type { Instance } from '../instance.ts';

/** A guest whose VMM detaches the device behind the vIOMMU, and gives the container another type. */
export const detachedViommu: Instance = {
  name: 'detached-viommu',
  purpose: 'a vIOMMU before a container that loses its group, and with it its type',
  lockstep: true,
  topology: {
    commands: [
      'vcmd_alloc_pasid',
      'guest_set_pasid_entry',
      'pasid_cache_invalidate',
      'vcmd_free_pasid',
      'ioasid_reclaim',
      'vfio_group_set_container',
      'vfio_group_unset_container',
      'vfio_set_iommu',
    ],
    vms: [{ pasidSpace: 'guest-owned', quota: 1 }],
    containers: [{ vm: 1, nesting: true, domains: [[[1], [2]]] }],
    attachment: { detached: [] },
    viommus: [{ container: 1 }],
    fds: [],
    hpasids: 1,
    gpasids: 1,
    pgds: 1,
    grpids: 1,
    sets: 1,
    capacity: 1,
    hostQuota: 0,
  },
  counts: { distinct: 72, generated: 401, depth: 8 },
};
