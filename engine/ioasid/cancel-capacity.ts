/** Gives back PASIDs that were set aside: `ioasid_cancel_capacity` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import type { Regions } from '../regions.ts';
import { availableOf } from './sets.ts';

/** `number` is any number from 0 on. Gives how many are left. */
export function ioasidCancelCapacity(words: Int32Array, at: Regions, number: number): number {
  const reserved = words[at.reserved] as number;
  if (number > reserved) return -errnoNumbers.EINVAL;
  words[at.reserved] = reserved - number;
  return availableOf(words, at);
}
