import type { Instance } from '../instance.ts';

/** A process that exits while KVM still holds a host PASID of its, and the one that gets its address. */
export const mmReuse: Instance = {
  name: 'mm-reuse',
  purpose: 'addresses of processes that are used again: not before all that goes by them is gone',
  lockstep: true,
  topology: {
    commands: [
      'ioasid_set_alloc',
      'ioasid_alloc',
      'vfio_bind_gpasid',
      'vfio_unbind_gpasid',
      'ioasid_free',
      'ioasid_reclaim',
      'ioasid_get',
      'ioasid_put',
      'ioasid_set_put',
      'mm_exit',
      'mm_reuse',
    ],
    vms: [{ pasidSpace: 'identity', quota: 1 }],
    containers: [{ vm: 1, nesting: true, domains: [[[1]]] }],
    fds: [],
    hpasids: 1,
    gpasids: 1,
    pgds: 1,
    grpids: 1,
    sets: 1,
    capacity: 1,
    hostQuota: 0,
    users: 1,
    mmReuse: true,
  },
  counts: { distinct: 158, generated: 842, depth: 9 },
};
