/** The owner gives a host PASID back: `ioasid_free` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { release } from '../free-bitmap.ts';
import { isPasid, oneReference, ownWord, pasidState, setRowOf, stateOf } from '../pasid.ts';
import type { Regions } from '../regions.ts';
import { countMembers } from './sets.ts';

const { EINVAL, ENOENT } = errnoNumbers;
const { idle, active, freePending } = pasidState;
/** What is added to the word of an active PASID that is freed. */
const toFreePending = freePending - active - oneReference;

/** The host PASID is any 64 bits. */
export function ioasidFree(words: Int32Array, at: Regions, actor: number, hpasid: number, hpasidHigh: number): number {
  if (!isPasid(hpasid, hpasidHigh)) return -EINVAL;
  const word = ownWord(words, at, actor, hpasid);
  if (word === 0) return -ENOENT;
  if (stateOf(word) === idle) {
    freeNow(words, at, hpasid);
  } else if (stateOf(word) === active) {
    words[at.pasid + hpasid] = word + toFreePending;
  }
  return 0;
}

/** Makes a host PASID free that nothing is bound to. */
export function freeNow(words: Int32Array, at: Regions, hpasid: number): void {
  countMembers(words, at, setRowOf(words[at.pasid + hpasid] as number), -1);
  words[at.pasid + hpasid] = 0;
  release(words, at.freePasids, hpasid);
}
