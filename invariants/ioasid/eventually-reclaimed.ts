import { type Hpasid, printId, type User, users } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Fair, LeadsTo } from '../leads-to.ts';

/** The kernel's worker goes on to reclaim a host PASID that waits for it. */
export const fairReclaim = (hpasid: Hpasid): Fair => ({
  who: 'worker',
  includes: (command) => command.kind === 'ioasid_reclaim' && command.hpasid === hpasid,
});

/** A user inside the kernel that holds a freed PASID goes on to put it. */
const fairPut = (hpasid: Hpasid, user: User): Fair => ({
  who: 'worker',
  includes: (command) =>
    (command.kind === 'ioasid_put' && command.hpasid === hpasid && command.actor === user) ||
    (command.kind === 'vdcm_work' && command.hpasid === hpasid && user === users.vdcm),
});

/** Free must not fail, so it does not wait either; what it leaves undone must still be done, whatever the user does. */
export const eventuallyReclaimed: LeadsTo = {
  id: 'ioasid/eventually-reclaimed',
  of: 'run',
  property: 'L2',
  sentence: "Every host PASID that waits to be freed is free in the end, if the kernel's workers go on.",
  sources: [sources.ioasidDocument, sources.ioasidNotification],
  catches: ['fault/reclaim-waits', 'fault/reference-kept'],
  cases: ({ hpasids, users }) =>
    hpasids.map((hpasid) => ({
      about: printId('hpasid', hpasid),
      from: ({ ioasid }) => ioasid.at(hpasid).state === 'free_pending',
      to: ({ ioasid }) => ioasid.at(hpasid).state !== 'free_pending',
      fair: [fairReclaim(hpasid), ...users.map((user) => fairPut(hpasid, user))],
    })),
};
