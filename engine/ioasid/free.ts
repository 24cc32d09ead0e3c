/** The owner gives a host PASID back: `ioasid_free` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { isPasid, ownWord, pasidState, stateOf } from '../pasid.ts';
import type { Regions } from '../regions.ts';
import { letGo } from './let-go.ts';

const { EINVAL, ENOENT } = errnoNumbers;
const { freePending } = pasidState;

/** The host PASID is any 64 bits. */
export function ioasidFree(words: Int32Array, at: Regions, actor: number, hpasid: number, hpasidHigh: number): number {
  if (!isPasid(hpasid, hpasidHigh)) return -EINVAL;
  const word = ownWord(words, at, actor, hpasid);
  if (word === 0) return -ENOENT;
  if (stateOf(word) !== freePending) letGo(words, at, hpasid);
  return 0;
}
