/**
 * Notifier chains: which users inside the kernel are told of the events of a set, of all, or are to be of a set to come; a
 * bit for each. They are told in the order of their numbers, and the IOMMU driver after them, so that who was told says in
 * which order.
 */
import { tokenOf } from '../pasid.ts';
import { type Regions, vmAt } from '../regions.ts';
import { setRow, vmRow } from '../rows.ts';

const { notifiers, owner } = setRow;
const { standing } = vmRow;
/** The IOMMU driver, where it was told. */
export const driverBit = 1 << 30;

/** Number of bits that are set. */
function countBits(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}

/** The users that are told of the events of a set, given by its row: all of them where nobody registers. */
export const toldOf = (words: Int32Array, at: Regions, row: number): number =>
  words[at.chains] === 0
    ? -1
    : (words[row + notifiers] as number) |
      (words[at.notifiers] as number) |
      (words[vmAt(at, tokenOf(words[row + owner] as number)) + standing] as number);

/** Remembers who was told of a free. */
export function noteTold(words: Int32Array, at: Regions, told: number): void {
  if (words[at.chains] !== 0) words[at.toldLast] = told | driverBit;
}

/** In which place one of those who were told last was told, given by its bit; 0 if it was not. */
export function placeOf(words: Int32Array, at: Regions, bit: number): number {
  const told = words[at.toldLast] as number;
  return (told & bit) === 0 ? 0 : 1 + countBits(told & (bit - 1));
}

/** Writes the bits of those who are registered somewhere, or wait there, and keeps their count. */
export function setBits(words: Int32Array, place: number, bits: number, count: number): void {
  words[count] = (words[count] as number) + countBits(bits) - countBits(words[place] as number);
  words[place] = bits;
}
