import type { Instance } from '../instance.ts';

/** A queue of two descriptors, which runs over; and what of it a drain has to end. */
export const prqRing: Instance = {
  name: 'prq-ring',
  purpose:
    'a page request queue of two descriptors: order, overflow and its clearing, drain of what is queued and kept',
  lockstep: true,
  topology: {
    commands: [
      'ioasid_alloc',
      'vfio_bind_gpasid',
      'vfio_unbind_gpasid',
      'ioasid_free',
      'ioasid_reclaim',
      'page_request',
      'page_request_message',
      'prq_event_thread',
      'page_response',
    ],
    vms: [{ pasidSpace: 'identity', quota: 1 }],
    containers: [{ vm: 1, nesting: true, domains: [[[1]]] }],
    fds: [{ device: 1, holders: [1] }],
    hpasids: 1,
    gpasids: 1,
    pgds: 1,
    grpids: 1,
    sets: 1,
    capacity: 1,
    hostQuota: 0,
    prq: { slots: 2, pages: ['last', 'not-last', 'stop-marker'], modes: ['ordinary', 'not-canonical'] },
  },
  counts: { distinct: 11782, generated: 187477, depth: 16 },
};
