import type { Instance } from '../instance.ts';

/** What a bind says of the guest's page table, in every form there is, on a platform that can do part of it. */
export const bindData: Instance = {
  name: 'bind-data',
  purpose: 'formats, address widths and flags of bind data, a device with few PASID bits, and what the IOMMU cannot do',
  lockstep: true,
  topology: {
    commands: [
      'ioasid_alloc',
      'vfio_bind_gpasid',
      'vfio_unbind_gpasid',
      'ioasid_free',
      'ioasid_reclaim',
      'inject_bind_failure',
    ],
    vms: [{ pasidSpace: 'identity', quota: 2 }],
    containers: [
      { vm: 1, nesting: true, domains: [[[1]]] },
      { vm: 1, nesting: true, domains: [[[2]]] },
    ],
    fds: [{ device: 1, holders: [1] }],
    hpasids: 2,
    gpasids: 1,
    pgds: 1,
    grpids: 1,
    sets: 1,
    capacity: 2,
    hostQuota: 0,
    bindData: {
      formats: [1, 0, 2],
      addressWidths: [48, 57, 39],
      flags: [0, 1, 2, 4, 64, 128],
      can: ['57-bit', 'EAFE'],
      narrow: [2],
    },
  },
  counts: { distinct: 64, generated: 641, depth: 9 },
};
