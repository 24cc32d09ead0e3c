import type { Instance } from '../instance.ts';

/** One VM that attaches and detaches its groups while PASIDs are bound, and closes its containers. */
export const attachment: Instance = {
  name: 'attachment',
  purpose: 'groups that come and go: two in one domain, one of two devices; a second container, and a second VM',
  lockstep: true,
  topology: {
    commands: [
      'ioasid_alloc',
      'vfio_bind_gpasid',
      'vfio_unbind_gpasid',
      'ioasid_free',
      'ioasid_reclaim',
      'page_request',
      'vfio_group_set_container',
      'vfio_group_unset_container',
      'vfio_set_iommu',
      'vfio_container_close',
    ],
    vms: [{ pasidSpace: 'identity', quota: 2 }, { pasidSpace: 'identity' }],
    containers: [
      { vm: 1, nesting: true, domains: [[[1, 2], [3]]] },
      { vm: 1, nesting: false, domains: [[[4]]] },
    ],
    attachment: { detached: [3] },
    fds: [],
    hpasids: 2,
    gpasids: 1,
    pgds: 1,
    grpids: 1,
    sets: 2,
    capacity: 2,
    hostQuota: 0,
  },
  counts: { distinct: 5856, generated: 73697, depth: 19 },
};
