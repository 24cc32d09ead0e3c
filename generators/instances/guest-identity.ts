import type { Instance } from '../instance.ts';
import { virtualCommands } from './virtual-commands.ts';

/** Two guests that use host PASIDs, and a VMM's process that now and then frees behind its own look-up. */
export const guestIdentity: Instance = {
  name: 'guest-identity',
  purpose: 'guests with vIOMMUs and identity mapping: virtual commands, their own PASID tables, shadowing',
  lockstep: true,
  topology: {
    commands: [...virtualCommands, 'ioasid_free'],
    vms: [
      { pasidSpace: 'identity', quota: 2 },
      { pasidSpace: 'identity', quota: 1 },
    ],
    containers: [
      { vm: 1, nesting: true, domains: [[[1]]] },
      { vm: 2, nesting: true, domains: [[[2]]] },
    ],
    viommus: [{ container: 1 }, { container: 2 }],
    fds: [],
    hpasids: 2,
    gpasids: 1,
    pgds: 1,
    grpids: 1,
    sets: 2,
    capacity: 3,
    hostQuota: 0,
  },
  counts: { distinct: 21504, generated: 389121, depth: 19 },
};
