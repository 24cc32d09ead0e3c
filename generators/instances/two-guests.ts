import type { Instance } from '../instance.ts';
import { spine } from './spine.ts';

/** What the two guests of `guest-owned` can do to each other, small enough to be compared edge by edge. */
export const twoGuests: Instance = {
  name: 'two-guests',
  purpose: 'gpasids that equal host PASIDs of the same VM and of the other, and a container that does not nest',
  lockstep: true,
  topology: {
    commands: spine,
    vms: [{ pasidSpace: 'guest-owned' }, { pasidSpace: 'guest-owned' }],
    containers: [
      { vm: 1, nesting: true, domains: [[[1]]] },
      { vm: 2, nesting: true, domains: [[[2]]] },
      { vm: 2, nesting: false, domains: [[[3]]] },
    ],
    fds: [{ device: 1, holders: [1] }],
    hpasids: 2,
    gpasids: 2,
    pgds: 1,
    grpids: 1,
    sets: 2,
    capacity: 2,
    hostQuota: 0,
  },
  counts: { distinct: 8216, generated: 97129, depth: 14 },
};
