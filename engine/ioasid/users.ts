/**
 * The users of host PASIDs inside the kernel, one word for every PASID: bit n - 1 says that user n holds a reference,
 * bit n + 13 that it was told of the free and has yet to put it; the highest four are those of private-data.ts. And the
 * references on a PASID, whoever holds them.
 */
import { oneReference, referencesOf } from '../pasid.ts';
import type { Regions } from '../regions.ts';
import { freeNow } from './members.ts';
import { usersBits } from './private-data.ts';

/** How many users a PASID can have. */
export const usersMax = usersBits / 2;

export const holdsBit = (user: number): number => 1 << (user - 1);
export const notifiedBit = (user: number): number => 1 << (user - 1 + usersMax);

/** Sets one of the bits of a user, which is not set, and counts it. */
export function mark(words: Int32Array, at: Regions, hpasid: number, bit: number, count: number): void {
  words[at.users + hpasid] = (words[at.users + hpasid] as number) | bit;
  words[count] = (words[count] as number) + 1;
}

/** Clears one of the bits of a user, if it is set, and counts it off. */
export function unmark(words: Int32Array, at: Regions, hpasid: number, bit: number, count: number): void {
  const before = words[at.users + hpasid] as number;
  if ((before & bit) === 0) return;
  words[at.users + hpasid] = before & ~bit;
  words[count] = (words[count] as number) - 1;
}

/** The FREE event: of those that are told of it, each that holds a reference is to put it. */
export function notifyFree(words: Int32Array, at: Regions, hpasid: number, told: number): void {
  const holding = words[at.users + hpasid] as number;
  for (let left = holding & told & ((1 << usersMax) - 1); left !== 0; left &= left - 1) {
    const bit = (left & -left) << usersMax;
    if ((holding & bit) === 0) mark(words, at, hpasid, bit, at.notified);
  }
}

/** Drops a reference; without the last one, the PASID is free. */
export function putReference(words: Int32Array, at: Regions, hpasid: number): void {
  const word = words[at.pasid + hpasid] as number;
  if (referencesOf(word) <= 1) freeNow(words, at, hpasid);
  else words[at.pasid + hpasid] = word - oneReference;
}
