/** Sets PASIDs aside: `ioasid_reserve_capacity` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import type { Regions } from '../regions.ts';
import { availableOf } from './sets.ts';

/** `number` is any number from 0 on. Gives how many are set aside. */
export function ioasidReserveCapacity(words: Int32Array, at: Regions, number: number): number {
  const available = availableOf(words, at);
  if (number > available) return -errnoNumbers.ENOSPC;
  const reserved = number === 0 ? available : number;
  words[at.reserved] = (words[at.reserved] as number) + reserved;
  return reserved;
}
