import type { Instance } from '../instance.ts';

/** One device with two PASIDs, whose page requests come in groups of several pages, good and bad. */
export const prqGroups: Instance = {
  name: 'prq-groups',
  purpose: 'page request groups of several pages under two PASIDs of one device, stop markers and bad modes',
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
      'page_response',
    ],
    vms: [{ pasidSpace: 'identity', quota: 2 }],
    containers: [{ vm: 1, nesting: true, domains: [[[1]]] }],
    fds: [{ device: 1, holders: [1] }],
    hpasids: 2,
    gpasids: 1,
    pgds: 1,
    grpids: 2,
    sets: 1,
    capacity: 2,
    hostQuota: 0,
    prq: {
      slots: 0,
      pages: ['last', 'not-last', 'stop-marker'],
      modes: ['ordinary', 'not-canonical', 'privileged', 'execute'],
    },
  },
  counts: { distinct: 3364, generated: 248009, depth: 15 },
};
