/**
 * Private data of host PASIDs. That of users inside the kernel is in the word of the users: whose it is, in the bits above
 * theirs, 0 for nobody's. The IOMMU driver has left a record wherever a device is bound, so that nothing is kept of it.
 */
import { bindAt, type Regions } from '../regions.ts';
import { bindRow } from '../rows.ts';

const { bound } = bindRow;
/** How many bits of the word are the users' own. */
export const usersBits = 28;
/** The record of the IOMMU driver, as the specification numbers it. */
const ofDriver = 1;

/** The user whose record is left with a host PASID, or 0. */
export const userOfData = (words: Int32Array, at: Regions, hpasid: number): number =>
  (words[at.users + hpasid] as number) >>> usersBits;

/** Whose record is left with a host PASID, as the specification numbers it, or 0. */
export function dataOf(words: Int32Array, at: Regions, hpasid: number): number {
  const user = userOfData(words, at, hpasid);
  if (user !== 0) return user + ofDriver;
  return words[bindAt(at, hpasid) + bound] === 0 ? 0 : ofDriver;
}

/** Leaves the record of a user with a host PASID, or none (0), and counts it. */
export function setData(words: Int32Array, at: Regions, hpasid: number, user: number): void {
  const before = userOfData(words, at, hpasid);
  const word = words[at.users + hpasid] as number;
  words[at.users + hpasid] = (word & ((1 << usersBits) - 1)) | (user << usersBits);
  words[at.usersData] = (words[at.usersData] as number) + Math.sign(user) - Math.sign(before);
}
