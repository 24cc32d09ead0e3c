/** ioasid_sets as rows: how they come, who holds them, and how they go. What they hold is in members.ts. */
import { setTypes } from '../../spec/arguments.ts';
import { release, take } from '../free-bitmap.ts';
import { tokenOf, typeOf } from '../pasid.ts';
import { type Regions, setAt, vmAt } from '../regions.ts';
import { setRow, vmRow } from '../rows.ts';
import { setBits } from './chain.ts';

const { owner: ownerField, quota: quotaField, members, firstMember, references, notifiers } = setRow;
const { ownSet } = vmRow;

/** The bit of `setRow.references` that says that the creator of a set has put it. */
export const isPut = 1;
/** The bit of a user inside the kernel that holds a reference. */
export const userBit = (user: number): number => 1 << user;

/** Makes a free number a set without members; `owner` as `ownerOf` puts it. */
export function createSet(words: Int32Array, at: Regions, set: number, owner: number, quota: number): void {
  const row = setAt(at, set + 1);
  const token = tokenOf(owner);
  take(words, at.freeSets, set);
  words[row + ownerField] = owner;
  words[row + members] = 0;
  words[row + firstMember] = 0;
  setQuota(words, at, row, quota);
  if (token !== 0) {
    words[at.tokens] = (words[at.tokens] as number) + 1;
    words[vmAt(at, token) + ownSet] = set + 1;
  }
}

/** Gives a set, by its row, another quota. */
export function setQuota(words: Int32Array, at: Regions, row: number, quota: number): void {
  const before = words[row + quotaField] as number;
  words[row + quotaField] = quota;
  words[at.promised] = (words[at.promised] as number) + quota - before;
  if (isOfHost(words, row)) words[at.promisedToHost] = (words[at.promisedToHost] as number) + quota - before;
  words[at.quotas] = (words[at.quotas] as number) + Math.sign(quota) - Math.sign(before);
}

/** Whether a set, given by its row, is of type NULL. */
const isOfHost = (words: Int32Array, row: number): boolean =>
  typeOf(words[row + ownerField] as number) === setTypes.NULL;

/** Whether sets of type NULL are promised more than their share with so much more. */
export const exceedsShare = (words: Int32Array, at: Regions, more: number): boolean =>
  (words[at.promisedToHost] as number) + more > (words[at.hostShare] as number);

/** Whether a set of that row, with another quota, makes sets of type NULL exceed their share. */
export const growsPastShare = (words: Int32Array, at: Regions, row: number, quota: number): boolean =>
  isOfHost(words, row) && exceedsShare(words, at, quota - (words[row + quotaField] as number));

/** How many PASIDs can still be promised. */
export const availableOf = (words: Int32Array, at: Regions): number =>
  (words[at.capacity] as number) -
  (words[at.promised] as number) -
  (words[at.withheld] as number) -
  (words[at.reserved] as number);

/** Sets or clears a bit of `setRow.references`, which is not so yet, and counts it. */
export function flipReference(words: Int32Array, at: Regions, row: number, bit: number): void {
  const after = (words[row + references] as number) ^ bit;
  const count = bit === isPut ? at.setsPut : at.setsHeld;
  words[row + references] = after;
  words[count] = (words[count] as number) + ((after & bit) === 0 ? -1 : 1);
}

/** Whether a set, given by its row, exists and was not put by its creator. */
export const isLive = (words: Int32Array, row: number): boolean =>
  words[row + ownerField] !== 0 && ((words[row + references] as number) & isPut) === 0;

/** Whether nobody has a reference on a set, given by its row. */
export const isLetGo = (words: Int32Array, row: number): boolean => words[row + references] === isPut;

/** A set, given by the number of its row, is gone if nobody holds it and it has no member. */
export function endIfLetGo(words: Int32Array, at: Regions, rowOfSet: number): void {
  const row = setAt(at, rowOfSet);
  if (!isLetGo(words, row) || words[row + members] !== 0) return;
  const token = tokenOf(words[row + ownerField] as number);
  setQuota(words, at, row, 0);
  setBits(words, row + notifiers, 0, at.registered);
  flipReference(words, at, row, isPut);
  words[row + ownerField] = 0;
  release(words, at.freeSets, rowOfSet - 1);
  if (token === 0) return;
  words[at.tokens] = (words[at.tokens] as number) - 1;
  words[vmAt(at, token) + ownSet] = 0;
}
