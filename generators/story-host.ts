/**
 * A host for scenarios: one guest of its own PASID space with all that it can have, and a second one beside it. Too much at
 * once to be exhausted; every mechanism has an instance of its own.
 */
import type { NamedHost } from './instance.ts';

export const storyHost: NamedHost = {
  name: 'story',
  purpose: 'one guest with a vIOMMU, KVM and a mediated device, and another beside it, for scenarios',
  topology: {
    vms: [
      { pasidSpace: 'guest-owned', quota: 2 },
      { pasidSpace: 'identity', quota: 1 },
    ],
    containers: [
      { vm: 1, nesting: true, domains: [[[1]]] },
      { vm: 2, nesting: true, domains: [[[2]]] },
    ],
    viommus: [{ container: 1 }, { container: 2 }],
    fds: [
      { device: 1, holders: [1] },
      { device: 2, holders: [2] },
    ],
    hpasids: 3,
    gpasids: 3,
    pgds: 2,
    grpids: 1,
    sets: 2,
    capacity: 3,
    hostQuota: 0,
    users: 2,
    kvms: [1],
    mdevs: [1],
  },
};
