/** Takes the lowest free host PASID for a set: `ioasid_alloc` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { lowest, take } from '../free-bitmap.ts';
import { ownerOf, pasidState, pasidWord } from '../pasid.ts';
import { type Regions, setAt } from '../regions.ts';
import { setRow } from '../rows.ts';
import { countMembers } from './sets.ts';

const { EINVAL, ENOSPC } = errnoNumbers;
const { owner, quota, members } = setRow;
const { idle } = pasidState;

/** `set` is any number from 0 on. Gives the PASID. */
export function ioasidAlloc(words: Int32Array, at: Regions, actor: number, set: number): number {
  if (set >= at.geometry.sets) return -EINVAL;
  const row = setAt(at, set + 1);
  if (words[row + owner] !== ownerOf(actor)) return -EINVAL;
  if ((words[row + members] as number) >= (words[row + quota] as number)) return -ENOSPC;
  const hpasid = lowest(words, at.freePasids);
  if (hpasid < 0) return -ENOSPC;
  take(words, at.freePasids, hpasid);
  words[at.pasid + hpasid] = pasidWord(idle, 1, set + 1);
  countMembers(words, at, set + 1, 1);
  return hpasid;
}
