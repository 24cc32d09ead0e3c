import type { Instance } from '../instance.ts';
import { virtualCommands } from './virtual-commands.ts';

/** A guest with a PASID space of its own and two page directories, beside one whose VMM may have no PASIDs at all. */
export const guestOwnedVmm: Instance = {
  name: 'guest-owned-vmm',
  purpose:
    "a guest's own PASID space behind a vIOMMU: the VMM's look-up, gpasids that equal other host PASIDs, shadowing",
  lockstep: true,
  topology: {
    commands: virtualCommands,
    vms: [{ pasidSpace: 'guest-owned', quota: 2 }, { pasidSpace: 'guest-owned' }],
    containers: [
      { vm: 1, nesting: true, domains: [[[1]], [[2]]] },
      { vm: 2, nesting: true, domains: [[[3]]] },
    ],
    viommus: [{ container: 1 }, { container: 2 }],
    fds: [],
    hpasids: 2,
    gpasids: 2,
    pgds: 2,
    grpids: 1,
    sets: 1,
    capacity: 2,
    hostQuota: 0,
  },
  counts: { distinct: 51192, generated: 1063153, depth: 16 },
};
