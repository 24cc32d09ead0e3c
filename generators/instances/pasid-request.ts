import type { Instance } from '../instance.ts';

/** Two processes that ask for PASIDs through containers of the nesting type and of another. */
export const pasidRequest: Instance = {
  name: 'pasid-request',
  purpose: 'PASIDs of a range, allocated and freed through containers, bound and unbound in between',
  lockstep: true,
  topology: {
    commands: [
      'vfio_bind_gpasid',
      'vfio_unbind_gpasid',
      'ioasid_reclaim',
      'vfio_pasid_request_alloc',
      'vfio_pasid_request_free',
    ],
    vms: [
      { pasidSpace: 'identity', quota: 2 },
      { pasidSpace: 'identity', quota: 1 },
    ],
    containers: [
      { vm: 1, nesting: true, domains: [[[1]]] },
      { vm: 2, nesting: true, domains: [[[2]]] },
      { vm: 2, nesting: false, domains: [[[3]]] },
    ],
    fds: [],
    hpasids: 2,
    gpasids: 1,
    pgds: 1,
    grpids: 0,
    sets: 2,
    capacity: 3,
    hostQuota: 0,
  },
  counts: { distinct: 40, generated: 861, depth: 7 },
};
