/** Creates an ioasid_set: `ioasid_set_alloc` of the specification. */
import { setTypes } from '../../spec/arguments.ts';
import { errnoNumbers } from '../../spec/errno.ts';
import { lowest } from '../free-bitmap.ts';
import { ownerOf } from '../pasid.ts';
import { type Regions, vmAt } from '../regions.ts';
import { vmRow } from '../rows.ts';
import { availableOf, createSet, exceedsShare } from './sets.ts';
import { comeAbout } from './waiting-notifiers.ts';

const { EEXIST, EINVAL, ENOSPC } = errnoNumbers;

/** `type` and `quota` are any numbers from 0 on; `token` is a VM, or 0 for none. Gives the number of the set. */
export function ioasidSetAlloc(words: Int32Array, at: Regions, type: number, token: number, quota: number): number {
  const available = availableOf(words, at);
  if (type > setTypes.MM) return -EINVAL;
  if (quota > available) return -ENOSPC;
  const refusal = type === setTypes.MM ? refusedAsMm(words, at, token) : refusedAsNull(type, token);
  if (refusal !== 0) return refusal;
  const granted = quota === 0 ? available : quota;
  if (type === setTypes.NULL && exceedsShare(words, at, granted)) return -ENOSPC;
  const set = lowest(words, at.freeSets);
  if (set < 0) return -ENOSPC;
  createSet(words, at, set, ownerOf(token), granted);
  if (token !== 0) comeAbout(words, at, token, set);
  return set;
}

function refusedAsMm(words: Int32Array, at: Regions, token: number): number {
  if (token === 0) return -EINVAL;
  return words[vmAt(at, token) + vmRow.ownSet] === 0 ? 0 : -EEXIST;
}

const refusedAsNull = (type: number, token: number): number => (type !== setTypes.NULL || token !== 0 ? -EINVAL : 0);
