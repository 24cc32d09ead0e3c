import { type Hpasid, printId } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Fair, LeadsTo } from '../leads-to.ts';

/** The kernel's worker goes on to reclaim a host PASID that waits for it. */
export const fairReclaim = (hpasid: Hpasid): Fair => ({
  who: 'worker',
  includes: (command) => command.kind === 'ioasid_reclaim' && command.hpasid === hpasid,
});

/** Free must not fail, so it does not wait either; what it leaves undone must still be done, whatever the user does. */
export const eventuallyReclaimed: LeadsTo = {
  id: 'ioasid/eventually-reclaimed',
  of: 'run',
  property: 'L2',
  sentence: "Every host PASID that waits to be freed is free in the end, if the kernel's worker goes on.",
  sources: [sources.ioasidDocument, sources.ioasidNotification],
  catches: ['fault/reclaim-waits', 'fault/reference-kept'],
  cases: ({ hpasids }) =>
    hpasids.map((hpasid) => ({
      about: printId('hpasid', hpasid),
      from: ({ ioasid }) => ioasid.at(hpasid).state === 'free_pending',
      to: ({ ioasid }) => ioasid.at(hpasid).state !== 'free_pending',
      fair: [fairReclaim(hpasid)],
    })),
};
