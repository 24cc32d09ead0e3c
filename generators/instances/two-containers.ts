import type { Instance } from '../instance.ts';
import { spine } from './spine.ts';

/** One VM's PASID in two containers, host PASIDs beside guests', and more promised than there are. */
export const twoContainers: Instance = {
  name: 'two-containers',
  purpose: 'bindings of one PASID in two containers that must agree; the host as an owner; capacity beyond the PASIDs',
  lockstep: true,
  topology: {
    commands: spine,
    vms: [{ pasidSpace: 'guest-owned' }, { pasidSpace: 'identity' }],
    containers: [
      { vm: 1, nesting: true, domains: [[[1]]] },
      { vm: 1, nesting: true, domains: [[[2]]] },
    ],
    fds: [{ device: 1, holders: [1, 2] }],
    hpasids: 2,
    gpasids: 1,
    pgds: 2,
    grpids: 1,
    sets: 2,
    capacity: 3,
    hostQuota: 1,
  },
  counts: { distinct: 6668, generated: 69445, depth: 12 },
};
