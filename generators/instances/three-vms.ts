import type { Instance } from '../instance.ts';
import { spine } from './spine.ts';

/** Three VMs of both kinds on as many host PASIDs: too many states to compare each with the engine. */
export const threeVms: Instance = {
  name: 'three-vms',
  purpose: 'three VMs that share three host PASIDs, with more promised than there are: the model alone',
  lockstep: false,
  topology: {
    commands: spine,
    vms: [{ pasidSpace: 'guest-owned' }, { pasidSpace: 'guest-owned' }, { pasidSpace: 'identity' }],
    containers: [
      { vm: 1, nesting: true, domains: [[[1]]] },
      { vm: 2, nesting: true, domains: [[[2]]] },
      { vm: 3, nesting: true, domains: [[[3]]] },
    ],
    fds: [
      { device: 1, holders: [1, 2] },
      { device: 3, holders: [3] },
    ],
    hpasids: 3,
    gpasids: 2,
    pgds: 1,
    grpids: 1,
    sets: 3,
    capacity: 4,
    hostQuota: 0,
  },
  counts: { distinct: 3089160, generated: 47563241, depth: 19 },
};
