import type { Instance } from '../instance.ts';

/** A device that leaves the queue with requests in every stage, and comes back; and a handler that comes and goes. */
export const removal: Instance = {
  name: 'removal',
  purpose: 'a device taken out of the page request queue and put back, and a fault handler unregistered and registered',
  lockstep: true,
  topology: {
    commands: [
      'ioasid_alloc',
      'vfio_bind_gpasid',
      'vfio_unbind_gpasid',
      'page_request',
      'page_request_message',
      'prq_event_thread',
      'page_response',
      'iopf_queue_device',
      'iommu_device_fault_handler',
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
    prq: { slots: 1, pages: ['not-last', 'private'], modes: ['ordinary'], watched: true },
  },
  counts: { distinct: 2462, generated: 23942, depth: 13 },
};
