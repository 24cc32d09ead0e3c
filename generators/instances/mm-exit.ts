import type { Instance } from '../instance.ts';

/** Two guests with vIOMMUs whose processes may exit at any moment: bound, asked for pages, with a PASID freed, or with the set of one put. */
export const mmExit: Instance = {
  name: 'mm-exit',
  purpose:
    'processes that exit at any moment, also after their set was put: bindings, page requests, host PASIDs, sets, files and tables of guests go',
  lockstep: true,
  topology: {
    commands: [
      'vcmd_alloc_pasid',
      'guest_set_pasid_entry',
      'pasid_cache_invalidate',
      'ioasid_free',
      'ioasid_reclaim',
      'page_request',
      'page_response',
      'vfio_container_close',
      'vfio_group_set_container',
      'vfio_set_iommu',
      'vfio_dma_unmap',
      'ioasid_set_put',
      'mm_exit',
    ],
    vms: [
      { pasidSpace: 'guest-owned', quota: 1 },
      { pasidSpace: 'identity', quota: 1 },
    ],
    containers: [
      { vm: 1, nesting: true, domains: [[[1]]] },
      { vm: 2, nesting: true, domains: [[[2]]] },
    ],
    attachment: { detached: [] },
    dma: { mapped: 1 },
    viommus: [{ container: 1 }, { container: 2 }],
    fds: [
      { device: 1, holders: [1, 2] },
      { device: 2, holders: [2] },
    ],
    hpasids: 1,
    gpasids: 1,
    pgds: 1,
    grpids: 1,
    sets: 2,
    capacity: 2,
    hostQuota: 0,
  },
  counts: { distinct: 8832, generated: 117265, depth: 14 },
};
