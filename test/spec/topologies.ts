/** Small topologies that tests share. */
import type { TopologyData } from '../../spec/topology.ts';

/** Two VMs with PASID spaces of their own; vm1 has two devices in two domains, vm2 one. */
export const twoGuests: TopologyData = {
  vms: [{ pasidSpace: 'guest-owned' }, { pasidSpace: 'guest-owned' }],
  containers: [
    { vm: 1, nesting: true, domains: [[[1]], [[2]]] },
    { vm: 2, nesting: true, domains: [[[3]]] },
  ],
  fds: [
    { device: 1, holders: [1, 2] },
    { device: 3, holders: [2] },
  ],
  hpasids: 2,
  gpasids: 2,
  pgds: 2,
  grpids: 2,
  sets: 2,
  capacity: 2,
  hostQuota: 0,
};

/** One VM with two containers of one device each; its process has a set from boot. */
export const twoContainers: TopologyData = {
  vms: [{ pasidSpace: 'identity', quota: 2 }],
  containers: [
    { vm: 1, nesting: true, domains: [[[1]]] },
    { vm: 1, nesting: true, domains: [[[2]]] },
  ],
  fds: [{ device: 1, holders: [1] }],
  hpasids: 2,
  gpasids: 2,
  pgds: 2,
  grpids: 1,
  sets: 2,
  capacity: 3,
  hostQuota: 1,
};

/** One VM, whose PASIDs can have a user inside the kernel. */
export const oneUser: TopologyData = {
  ...twoContainers,
  fds: [],
  pgds: 1,
  gpasids: 1,
  capacity: 2,
  hostQuota: 0,
  users: 2,
};

/** One device with two PASIDs, whose page requests come in groups of several pages; nothing is queued. */
export const groupsOfPages: TopologyData = {
  vms: [{ pasidSpace: 'identity', quota: 2 }],
  containers: [{ vm: 1, nesting: true, domains: [[[1]]] }],
  fds: [{ device: 1, holders: [1] }],
  hpasids: 2,
  gpasids: 1,
  pgds: 1,
  grpids: 1,
  sets: 1,
  capacity: 2,
  hostQuota: 0,
  prq: { slots: 0, pages: ['last', 'not-last', 'stop-marker'], modes: ['ordinary', 'privileged'] },
};

/** The same device with a queue of one descriptor. */
export const queueOfOne: TopologyData = {
  ...groupsOfPages,
  prq: { slots: 1, pages: ['last', 'not-last', 'stop-marker'], modes: ['ordinary', 'privileged'] },
};
/** Two guests with vIOMMUs: vm1 uses host PASIDs, vm2 has a PASID space of its own. Both processes have a set. */
export const twoViommus: TopologyData = {
  vms: [
    { pasidSpace: 'identity', quota: 2 },
    { pasidSpace: 'guest-owned', quota: 2 },
  ],
  containers: [
    { vm: 1, nesting: true, domains: [[[1]]] },
    { vm: 2, nesting: true, domains: [[[2]], [[3]]] },
  ],
  viommus: [{ container: 1 }, { container: 2 }],
  fds: [],
  hpasids: 3,
  gpasids: 2,
  pgds: 2,
  grpids: 1,
  sets: 2,
  capacity: 4,
  hostQuota: 0,
};

/** The same VMs, with a mediated device each; KVM translates for the second, the VDCM for both. */
export const translatedGuests: TopologyData = { ...twoViommus, users: 2, kvms: [2], mdevs: [1, 2, 2] };

/** No object of any sort but the host's set. */
export const nothing: TopologyData = {
  vms: [],
  containers: [],
  fds: [],
  hpasids: 0,
  gpasids: 0,
  pgds: 0,
  grpids: 0,
  sets: 0,
  capacity: 0,
  hostQuota: 0,
};

/** Fields of 1, 2, 3, 5, 6 and 7 bits. */
export const wide: TopologyData = {
  vms: [{ pasidSpace: 'identity' }, { pasidSpace: 'guest-owned' }, { pasidSpace: 'guest-owned' }],
  containers: [
    { vm: 1, nesting: true, domains: [[[1, 2], [3]], [[4]]] },
    { vm: 3, nesting: true, domains: [[[6, 5]]] },
  ],
  fds: [{ device: 6, holders: [2, 3] }],
  hpasids: 33,
  gpasids: 35,
  pgds: 17,
  grpids: 3,
  sets: 4,
  capacity: 100,
  hostQuota: 10,
};
