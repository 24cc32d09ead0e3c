/** Takes the lowest free host PASID for a set: `ioasid_alloc` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { lowest, take } from '../free-bitmap.ts';
import { ownerOf, pasidState, pasidWord } from '../pasid.ts';
import { type Regions, setAt } from '../regions.ts';
import { setRow } from '../rows.ts';
import { addMember } from './members.ts';
import { isPut } from './sets.ts';

const { EINVAL, ENOSPC } = errnoNumbers;
const { owner, quota, members, references } = setRow;
const { idle } = pasidState;

/** `set` is any number from 0 on. Gives the PASID. */
export function ioasidAlloc(words: Int32Array, at: Regions, actor: number, set: number): number {
  const refusal = refusedBySet(words, at, actor, set);
  if (refusal !== 0) return refusal;
  const hpasid = lowest(words, at.freePasids);
  if (hpasid < 0) return -ENOSPC;
  allocateNow(words, at, set + 1, hpasid);
  return hpasid;
}

/** 0, or the -errno with which a set refuses an actor one more member. */
export function refusedBySet(words: Int32Array, at: Regions, actor: number, set: number): number {
  if (set >= at.geometry.sets) return -EINVAL;
  const row = setAt(at, set + 1);
  if (words[row + owner] !== ownerOf(actor) || ((words[row + references] as number) & isPut) !== 0) return -EINVAL;
  return (words[row + members] as number) >= (words[row + quota] as number) ? -ENOSPC : 0;
}

/** Hands a free host PASID to a set, given by the number of its row. */
export function allocateNow(words: Int32Array, at: Regions, rowOfSet: number, hpasid: number): void {
  take(words, at.freePasids, hpasid);
  words[at.pasid + hpasid] = pasidWord(idle, 1, rowOfSet);
  addMember(words, at, rowOfSet, hpasid);
}
