import type { Instance } from '../instance.ts';

/** A guest that flushes what is cached of its page tables, in every way there is of asking for it. */
export const invalidation: Instance = {
  name: 'invalidation',
  purpose:
    'invalidations in every form, two devices of one domain, and containers through which nothing can be flushed',
  lockstep: true,
  topology: {
    commands: [
      'ioasid_alloc',
      'vfio_bind_gpasid',
      'vfio_unbind_gpasid',
      'ioasid_free',
      'ioasid_reclaim',
      'dma_translate',
      'vfio_cache_invalidate',
    ],
    vms: [
      { pasidSpace: 'identity', quota: 1 },
      { pasidSpace: 'identity', quota: 1 },
    ],
    containers: [
      { vm: 1, nesting: true, domains: [[[1], [2]]] },
      { vm: 1, nesting: false, domains: [[[3]]] },
      { vm: 1, nesting: true, domains: [] },
    ],
    fds: [{ device: 1, holders: [1] }],
    hpasids: 2,
    gpasids: 1,
    pgds: 1,
    grpids: 1,
    sets: 2,
    capacity: 2,
    hostQuota: 0,
    iommu: { cachingMode: false },
  },
  counts: { distinct: 135, generated: 1193, depth: 9 },
};
