import type { Instance } from '../instance.ts';

/** Two VMs whose guests use host PASIDs as they are. */
export const identity: Instance = {
  name: 'identity',
  purpose: 'identity mapping, one container over two domains, a non-nesting container and an empty one',
  lockstep: true,
  topology: {
    vms: [{ pasidSpace: 'identity' }, { pasidSpace: 'identity' }],
    containers: [
      { vm: 1, nesting: true, domains: [[[1]], [[2]]] },
      { vm: 2, nesting: true, domains: [[[3]]] },
      { vm: 2, nesting: false, domains: [[[4]]] },
      { vm: 1, nesting: true, domains: [] },
    ],
    fds: [
      { device: 1, holders: [1] },
      { device: 2, holders: [1, 2] },
      { device: 3, holders: [2] },
    ],
    hpasids: 2,
    gpasids: 2,
    pgds: 1,
    grpids: 1,
    sets: 2,
    capacity: 2,
    hostQuota: 0,
  },
  counts: { distinct: 13232, generated: 219545, depth: 17 },
};
