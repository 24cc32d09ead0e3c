/** Takes the lowest free host PASID of a range for a set: `ioasid_alloc_range` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { lowestFrom } from '../free-bitmap.ts';
import type { Regions } from '../regions.ts';
import { allocateNow, refusedBySet } from './alloc.ts';

const { EINVAL, ENOSPC } = errnoNumbers;

/** `set` is any number from 0 on; `min` and `max` are PASIDs. Gives the PASID. */
export function ioasidAllocRange(
  words: Int32Array,
  at: Regions,
  actor: number,
  set: number,
  min: number,
  max: number,
): number {
  if (max < min) return -EINVAL;
  const refusal = refusedBySet(words, at, actor, set);
  if (refusal !== 0) return refusal;
  const hpasid = lowestFrom(words, at.freePasids, min);
  if (hpasid < 0 || hpasid > max) return -ENOSPC;
  allocateNow(words, at, set + 1, hpasid);
  return hpasid;
}
