/** A guest writes an entry of its own PASID table: `guest_set_pasid_entry` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import type { Regions } from '../regions.ts';
import { clearGuestEntry, hasRoom, setGuestEntry } from './guest-pasids.ts';

/** `present` is 0 or 1; of an entry that is not present the page directory is not looked at. */
export function guestSetPasidEntry(
  words: Int32Array,
  at: Regions,
  viommu: number,
  number: number,
  present: number,
  pgdLow: number,
  pgdHigh: number,
): number {
  if (present === 0) {
    clearGuestEntry(words, at, viommu, number);
    return 0;
  }
  if (!hasRoom(words, at, viommu, number)) return -errnoNumbers.ENOMEM;
  setGuestEntry(words, at, viommu, number, pgdLow, pgdHigh);
  return 0;
}
