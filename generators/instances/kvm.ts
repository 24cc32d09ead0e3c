import type { Instance } from '../instance.ts';

/** Two guests with ENQCMD, one with two containers: the first bind of a PASID and its last unbind are events. */
export const kvm: Instance = {
  name: 'kvm',
  purpose: "KVM's PASID translation tables through bind, unbind and free, and ENQCMD, which goes by them",
  lockstep: true,
  topology: {
    commands: ['ioasid_alloc', 'vfio_bind_gpasid', 'vfio_unbind_gpasid', 'ioasid_free', 'ioasid_reclaim', 'enqcmd'],
    vms: [
      { pasidSpace: 'guest-owned', quota: 2 },
      { pasidSpace: 'guest-owned', quota: 1 },
    ],
    containers: [
      { vm: 1, nesting: true, domains: [[[1]]] },
      { vm: 1, nesting: true, domains: [[[2]]] },
      { vm: 2, nesting: true, domains: [[[3]]] },
    ],
    fds: [],
    hpasids: 2,
    gpasids: 2,
    pgds: 1,
    grpids: 1,
    sets: 2,
    capacity: 3,
    hostQuota: 0,
    users: 1,
    kvms: [1, 2],
  },
  counts: { distinct: 264, generated: 1769, depth: 9 },
};
