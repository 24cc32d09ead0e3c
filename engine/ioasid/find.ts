/** Looks up the private data of a host PASID: `ioasid_find` of the specification. */
import { getters } from '../../spec/arguments.ts';
import { errnoNumbers } from '../../spec/errno.ts';
import { pasidState, setRowOf, stateOf } from '../pasid.ts';
import type { Regions } from '../regions.ts';
import { dataOf } from './private-data.ts';

const { EACCES, EBUSY, ENOENT } = errnoNumbers;
const { free, freePending } = pasidState;

/** `rowOfSet` is the set plus 1, or 0 for none; `user` is 0 for the IOMMU driver. Gives the data, or 0. */
export function ioasidFind(
  words: Int32Array,
  at: Regions,
  user: number,
  rowOfSet: number,
  hpasid: number,
  getter: number,
): number {
  if (user !== 0 && rowOfSet === 0) return -EACCES;
  const word = words[at.pasid + hpasid] as number;
  if (stateOf(word) === free || (rowOfSet !== 0 && setRowOf(word) !== rowOfSet)) return -ENOENT;
  if (stateOf(word) === freePending) return -EBUSY;
  return getter === getters.refuses ? 0 : dataOf(words, at, hpasid);
}
