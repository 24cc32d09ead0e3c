import type { Instance } from '../instance.ts';

/** Sets that come and go, with a user that finds one, and what they are promised. */
export const ioasidSets: Instance = {
  name: 'ioasid-sets',
  purpose: 'sets that are made, found, put and outlived by their members; quotas that change; capacity set aside',
  lockstep: true,
  topology: {
    commands: [
      'ioasid_set_alloc',
      'ioasid_alloc',
      'ioasid_free',
      'ioasid_get',
      'ioasid_put',
      'ioasid_set_put',
      'ioasid_find_mm_set',
      'ioasid_adjust_set',
      'ioasid_install_capacity',
      'ioasid_reserve_capacity',
      'ioasid_cancel_capacity',
    ],
    vms: [{ pasidSpace: 'identity' }, { pasidSpace: 'identity' }],
    containers: [],
    fds: [],
    hpasids: 2,
    gpasids: 1,
    pgds: 1,
    grpids: 1,
    sets: 2,
    capacity: 2,
    hostQuota: 0,
    users: 1,
    pool: true,
  },
  counts: { distinct: 31740, generated: 365306, depth: 17 },
};
