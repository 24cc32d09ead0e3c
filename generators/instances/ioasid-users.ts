import type { Instance } from '../instance.ts';

/** Two VMs' PASIDs with KVM and the VDCM beside the IOMMU driver, on one device. */
export const ioasidUsers: Instance = {
  name: 'ioasid-users',
  purpose: 'references of users inside the kernel beside that of the driver, and a free that each of them outlives',
  lockstep: true,
  topology: {
    commands: [
      'ioasid_alloc',
      'vfio_bind_gpasid',
      'vfio_unbind_gpasid',
      'ioasid_free',
      'ioasid_reclaim',
      'ioasid_get',
      'ioasid_put',
    ],
    vms: [
      { pasidSpace: 'guest-owned', quota: 1 },
      { pasidSpace: 'identity', quota: 1 },
    ],
    containers: [
      { vm: 1, nesting: true, domains: [[[1]]] },
      { vm: 1, nesting: true, domains: [[[2]]] },
    ],
    fds: [],
    hpasids: 2,
    gpasids: 1,
    pgds: 1,
    grpids: 1,
    sets: 2,
    capacity: 2,
    hostQuota: 0,
    users: 2,
  },
  counts: { distinct: 511, generated: 3521, depth: 11 },
};
