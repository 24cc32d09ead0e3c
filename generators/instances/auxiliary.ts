import type { Instance } from '../instance.ts';

/** A VM with part of a device that the host shares out, beside a device that it has for itself. */
export const auxiliary: Instance = {
  name: 'auxiliary',
  purpose: 'an auxiliary domain beside the primary one of its device, enabled and disabled while bindings come and go',
  lockstep: true,
  topology: {
    commands: [
      'ioasid_alloc',
      'vfio_bind_gpasid',
      'vfio_unbind_gpasid',
      'ioasid_free',
      'ioasid_reclaim',
      'inject_bind_failure',
      'iommu_dev_enable_feature',
      'dma_translate',
    ],
    vms: [{ pasidSpace: 'guest-owned', quota: 2 }],
    containers: [
      { vm: 1, nesting: true, domains: [[[1]]] },
      { vm: 1, nesting: true, domains: [[[2]]] },
    ],
    fds: [{ device: 1, holders: [1] }],
    hpasids: 2,
    gpasids: 2,
    pgds: 1,
    grpids: 1,
    sets: 1,
    capacity: 2,
    hostQuota: 0,
    iommu: { cachingMode: false, auxiliary: [1] },
  },
  counts: { distinct: 14368, generated: 203201, depth: 17 },
};
