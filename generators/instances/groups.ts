import type { Instance } from '../instance.ts';

/** Three devices in one container, in every way in which they can belong together. */
export const groups: Instance = {
  name: 'groups',
  purpose:
    'a group of two devices and one of one in a domain: binds that fail at any of them, and caches under groups that leave',
  lockstep: true,
  topology: {
    commands: [
      'ioasid_alloc',
      'vfio_bind_gpasid',
      'vfio_unbind_gpasid',
      'ioasid_free',
      'ioasid_reclaim',
      'inject_bind_failure',
      'dma_translate',
      'vfio_group_set_container',
      'vfio_group_unset_container',
      'vfio_set_iommu',
      'vfio_container_close',
    ],
    vms: [{ pasidSpace: 'identity', quota: 2 }, { pasidSpace: 'identity' }],
    containers: [{ vm: 1, nesting: true, domains: [[[1, 2], [3]]] }],
    attachment: { detached: [] },
    iommu: { cachingMode: false },
    fds: [],
    hpasids: 2,
    gpasids: 1,
    pgds: 1,
    grpids: 0,
    sets: 2,
    capacity: 2,
    hostQuota: 0,
  },
  counts: { distinct: 6528, generated: 106517, depth: 16 },
};
