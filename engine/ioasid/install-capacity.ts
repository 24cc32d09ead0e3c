/** Sets how many PASIDs there are to promise: `ioasid_install_capacity` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import type { Regions } from '../regions.ts';
import { availableOf } from './sets.ts';

const { EBUSY, EINVAL } = errnoNumbers;

/** `total` is any number from 0 on. */
export function ioasidInstallCapacity(words: Int32Array, at: Regions, total: number): number {
  const withheld = (words[at.capacity] as number) - total;
  if (words[at.withheld] !== 0) return -EBUSY;
  if (withheld < 0 || withheld > availableOf(words, at)) return -EINVAL;
  words[at.withheld] = withheld;
  return 0;
}
