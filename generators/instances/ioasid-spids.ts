import type { Instance } from '../instance.ts';

/** Guest names of host PASIDs, given by binds and by themselves, of which KVM is told; and ranges. */
export const ioasidSpids: Instance = {
  name: 'ioasid-spids',
  purpose: 'host PASIDs that get guest names, with and without a bind, lose them and are looked up by them; ranges',
  lockstep: true,
  topology: {
    commands: [
      'ioasid_alloc_range',
      'vfio_bind_gpasid',
      'vfio_unbind_gpasid',
      'ioasid_free',
      'ioasid_reclaim',
      'ioasid_get',
      'ioasid_put',
      'ioasid_attach_spid',
      'ioasid_detach_spid',
      'ioasid_find_by_spid',
    ],
    vms: [
      { pasidSpace: 'guest-owned', quota: 2 },
      { pasidSpace: 'identity', quota: 1 },
    ],
    containers: [{ vm: 1, nesting: true, domains: [[[1]]] }],
    fds: [],
    hpasids: 2,
    gpasids: 2,
    pgds: 1,
    grpids: 1,
    sets: 2,
    capacity: 3,
    hostQuota: 0,
    users: 2,
    kvms: [1],
  },
  counts: { distinct: 1078, generated: 9663, depth: 9 },
};
