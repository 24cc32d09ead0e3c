import type { Instance } from '../instance.ts';

/** One guest with one host PASID, and KVM and the VDCM, which register for its set, before there is one or after, or for all. */
export const notifiers: Instance = {
  name: 'notifiers',
  purpose:
    'users that register for the events of a set, of one to come, or of all, and who is told of a free, in which order',
  lockstep: true,
  topology: {
    commands: [
      'ioasid_set_alloc',
      'ioasid_alloc',
      'ioasid_free',
      'ioasid_get',
      'ioasid_put',
      'ioasid_set_put',
      'ioasid_attach_spid',
      'ioasid_find_by_spid',
      'ioasid_register_notifier',
      'ioasid_unregister_notifier',
      'ioasid_register_notifier_mm',
      'ioasid_unregister_notifier_mm',
    ],
    vms: [{ pasidSpace: 'guest-owned' }],
    containers: [],
    fds: [],
    hpasids: 1,
    gpasids: 1,
    pgds: 1,
    grpids: 1,
    sets: 1,
    capacity: 1,
    hostQuota: 0,
    users: 2,
    notifiers: true,
  },
  counts: { distinct: 8676, generated: 66875, depth: 17 },
};
