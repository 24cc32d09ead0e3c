import type { Instance } from '../instance.ts';

/** Sets of the host itself, which are made before those of guests, and what they leave of the capacity. */
export const hostShare: Instance = {
  name: 'host-share',
  purpose: 'sets of the host itself beside that of a guest, promised no more than their share',
  lockstep: true,
  topology: {
    commands: ['ioasid_set_alloc', 'ioasid_adjust_set', 'ioasid_set_put', 'ioasid_alloc', 'ioasid_free'],
    vms: [{ pasidSpace: 'identity' }],
    containers: [],
    fds: [],
    hpasids: 2,
    gpasids: 1,
    pgds: 1,
    grpids: 1,
    sets: 2,
    capacity: 3,
    hostQuota: 1,
    hostShare: 2,
  },
  counts: { distinct: 580, generated: 5080, depth: 12 },
};
