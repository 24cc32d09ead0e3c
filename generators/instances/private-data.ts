import type { Instance } from '../instance.ts';

/** A guest whose PASIDs are bound by VFIO and behind its vIOMMU, and KVM, which would keep something with them. */
export const privateData: Instance = {
  name: 'private-data',
  purpose: 'what the IOMMU driver and a user inside the kernel leave with host PASIDs, and who finds it',
  lockstep: true,
  topology: {
    commands: [
      'vfio_bind_gpasid',
      'vfio_unbind_gpasid',
      'ioasid_free',
      'ioasid_reclaim',
      'ioasid_get',
      'ioasid_put',
      'vcmd_alloc_pasid',
      'guest_set_pasid_entry',
      'pasid_cache_invalidate',
      'ioasid_attach_data',
      'ioasid_detach_data',
      'ioasid_find',
    ],
    vms: [{ pasidSpace: 'identity', quota: 2 }],
    containers: [{ vm: 1, nesting: true, domains: [[[1]]] }],
    viommus: [{ container: 1 }],
    fds: [],
    hpasids: 2,
    gpasids: 1,
    pgds: 1,
    grpids: 1,
    sets: 1,
    capacity: 2,
    hostQuota: 0,
    users: 1,
    privateData: true,
  },
  counts: { distinct: 576, generated: 11425, depth: 11 },
};
