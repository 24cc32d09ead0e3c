import type { Instance } from '../instance.ts';

/** Guests of both mappings with mediated devices, two of one VM, so that one reference stands for two registers. */
export const vdcm: Instance = {
  name: 'vdcm',
  purpose: 'mediated devices: what the VDCM translates, the reference it holds, and its work after a free',
  lockstep: true,
  topology: {
    commands: [
      'ioasid_alloc',
      'vfio_bind_gpasid',
      'vfio_unbind_gpasid',
      'ioasid_free',
      'ioasid_reclaim',
      'mdev_config_write',
      'mdev_config_clear',
      'vdcm_work',
    ],
    vms: [
      { pasidSpace: 'guest-owned', quota: 2 },
      { pasidSpace: 'identity', quota: 1 },
    ],
    containers: [
      { vm: 1, nesting: true, domains: [[[1]]] },
      { vm: 2, nesting: true, domains: [[[2]]] },
    ],
    fds: [],
    hpasids: 2,
    gpasids: 2,
    pgds: 1,
    grpids: 1,
    sets: 2,
    capacity: 3,
    hostQuota: 0,
    users: 2,
    mdevs: [1, 1, 2],
  },
  counts: { distinct: 588, generated: 4071, depth: 11 },
};
