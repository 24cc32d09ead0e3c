/** ioasid_sets as rows. None is ever destroyed. */
import { take } from '../free-bitmap.ts';
import { tokenOf } from '../pasid.ts';
import { type Regions, setAt, vmAt } from '../regions.ts';
import { setRow, vmRow } from '../rows.ts';

const { members } = setRow;

/** Makes a free number a set without members; `owner` as `ownerOf` puts it. */
export function createSet(words: Int32Array, at: Regions, set: number, owner: number, quota: number): void {
  const row = setAt(at, set + 1);
  const token = tokenOf(owner);
  take(words, at.freeSets, set);
  words[row + setRow.owner] = owner;
  words[row + setRow.quota] = quota;
  words[row + members] = 0;
  words[at.promised] = (words[at.promised] as number) + quota;
  if (quota !== 0) words[at.quotas] = (words[at.quotas] as number) + 1;
  if (token !== 0) {
    words[at.tokens] = (words[at.tokens] as number) + 1;
    words[vmAt(at, token) + vmRow.ownSet] = set + 1;
  }
}

/** Adds to the number of PASIDs that a set, given by the number of its row, holds. */
export function countMembers(words: Int32Array, at: Regions, rowOfSet: number, more: number): void {
  const count = setAt(at, rowOfSet) + members;
  words[count] = (words[count] as number) + more;
}
