import type { Instance } from '../instance.ts';

/** A device whose auxiliary domain has a default PASID of the host's, beside the host PASIDs that a guest binds on it. */
export const defaultPasid: Instance = {
  name: 'default-pasid',
  purpose: 'default PASIDs of auxiliary domains beside host PASIDs that are bound, and what is cached of both',
  lockstep: true,
  topology: {
    commands: [
      'ioasid_alloc',
      'vfio_bind_gpasid',
      'vfio_unbind_gpasid',
      'ioasid_free',
      'ioasid_reclaim',
      'iommu_dev_enable_feature',
      'iommu_aux_attach_device',
      'iommu_aux_detach_device',
      'dma_translate',
    ],
    vms: [{ pasidSpace: 'identity', quota: 1 }],
    containers: [{ vm: 1, nesting: true, domains: [[[1]], [[2]]] }],
    fds: [],
    hpasids: 2,
    gpasids: 1,
    pgds: 1,
    grpids: 1,
    sets: 1,
    capacity: 3,
    hostQuota: 2,
    iommu: { cachingMode: false, auxiliary: [1], defaultPasids: true },
  },
  counts: { distinct: 448, generated: 3815, depth: 11 },
};
