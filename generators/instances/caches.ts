import type { Instance } from '../instance.ts';

/** A PASID in two containers of one VM, one of whose devices has an auxiliary domain, behind a virtual IOMMU. */
export const caches: Instance = {
  name: 'caches',
  purpose: 'what the IOMMU and devices cache, under two domain ids of one VM and one of another, and its flush',
  lockstep: true,
  topology: {
    commands: [
      'ioasid_alloc',
      'vfio_bind_gpasid',
      'vfio_unbind_gpasid',
      'ioasid_free',
      'ioasid_reclaim',
      'dma_translate',
    ],
    vms: [
      { pasidSpace: 'identity', quota: 2 },
      { pasidSpace: 'identity', quota: 1 },
    ],
    containers: [
      { vm: 1, nesting: true, domains: [[[1]], [[2]]] },
      { vm: 1, nesting: true, domains: [[[3]]] },
      { vm: 2, nesting: true, domains: [[[4]]] },
    ],
    fds: [{ device: 1, holders: [1] }],
    hpasids: 2,
    gpasids: 1,
    pgds: 1,
    grpids: 1,
    sets: 2,
    capacity: 3,
    hostQuota: 0,
    iommu: { cachingMode: true, auxiliary: [1] },
  },
  counts: { distinct: 1200, generated: 11461, depth: 15 },
};
