import type { Instance } from '../instance.ts';
import { spine } from './spine.ts';

/** Two VMs whose guests use host PASIDs as they are. */
export const identity: Instance = {
  name: 'identity',
  purpose: 'identity mapping, one container over two domains, one device file in two hands, and an empty container',
  lockstep: true,
  topology: {
    commands: spine,
    vms: [{ pasidSpace: 'identity' }, { pasidSpace: 'identity' }],
    containers: [
      { vm: 1, nesting: true, domains: [[[1]], [[2]]] },
      { vm: 2, nesting: true, domains: [[[3]]] },
      { vm: 2, nesting: true, domains: [] },
    ],
    fds: [{ device: 2, holders: [1, 2] }],
    hpasids: 2,
    gpasids: 1,
    pgds: 1,
    grpids: 1,
    sets: 2,
    capacity: 2,
    hostQuota: 0,
  },
  counts: { distinct: 6616, generated: 83389, depth: 16 },
};
