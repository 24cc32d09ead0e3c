/** A user inside the kernel drops its reference: `ioasid_put` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { setRowOf } from '../pasid.ts';
import type { Regions } from '../regions.ts';
import { holdsBit, notifiedBit, putReference, unmark } from './users.ts';

const { EINVAL, ENOENT } = errnoNumbers;

/** All numbers are the kernel's own. */
export function ioasidPut(words: Int32Array, at: Regions, user: number, set: number, hpasid: number): number {
  if (setRowOf(words[at.pasid + hpasid] as number) !== set + 1) return -ENOENT;
  if (((words[at.users + hpasid] as number) & holdsBit(user)) === 0) return -EINVAL;
  unmark(words, at, hpasid, holdsBit(user), at.holding);
  unmark(words, at, hpasid, notifiedBit(user), at.notified);
  putReference(words, at, hpasid);
  return 0;
}
