import type { Instance } from '../instance.ts';

/** A guest with two PASIDs of its own, whose numbers are those of host PASIDs, answers for a device, as does its VMM. */
export const responses: Instance = {
  name: 'responses',
  purpose:
    'responses by host PASID, by gpasid and without PASID; their codes on the wire, and private data that comes back',
  lockstep: true,
  topology: {
    commands: [
      'ioasid_alloc',
      'vfio_bind_gpasid',
      'vfio_unbind_gpasid',
      'page_request',
      'page_request_message',
      'page_response',
      'guest_page_response',
    ],
    vms: [{ pasidSpace: 'guest-owned', quota: 2 }, { pasidSpace: 'guest-owned' }],
    containers: [{ vm: 1, nesting: true, domains: [[[1]]] }],
    fds: [
      { device: 1, holders: [1, 2] },
      { device: 1, holders: [1] },
    ],
    hpasids: 2,
    gpasids: 2,
    pgds: 1,
    grpids: 1,
    sets: 1,
    capacity: 2,
    hostQuota: 0,
    prq: { slots: 0, pages: ['private'], modes: ['ordinary', 'privileged'], watched: true },
  },
  counts: { distinct: 318, generated: 6159, depth: 9 },
};
