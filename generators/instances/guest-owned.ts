import type { Instance } from '../instance.ts';
import { spine } from './spine.ts';

/** Two VMs with PASID spaces of their own, in which every gpasid equals some host PASID. */
export const guestOwned: Instance = {
  name: 'guest-owned',
  purpose: 'guest-owned PASID spaces whose gpasids equal host PASIDs of the same VM and of the other',
  lockstep: false,
  topology: {
    commands: spine,
    vms: [{ pasidSpace: 'guest-owned' }, { pasidSpace: 'guest-owned' }],
    containers: [
      { vm: 1, nesting: true, domains: [[[1]], [[2]]] },
      { vm: 2, nesting: true, domains: [[[3]]] },
    ],
    fds: [
      { device: 1, holders: [1] },
      { device: 2, holders: [1, 2] },
      { device: 3, holders: [2] },
    ],
    hpasids: 2,
    gpasids: 2,
    pgds: 1,
    grpids: 2,
    sets: 2,
    capacity: 2,
    hostQuota: 0,
  },
  counts: { distinct: 104984, generated: 2426673, depth: 20 },
};
