/** A user inside the kernel finds the set of a process: `ioasid_find_mm_set` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { type Regions, setAt, vmAt } from '../regions.ts';
import { setRow, vmRow } from '../rows.ts';
import { flipReference, isPut, userBit } from './sets.ts';

const { EEXIST, ENXIO } = errnoNumbers;
const { references } = setRow;

/** Gives the number of the set. */
export function ioasidFindMmSet(words: Int32Array, at: Regions, user: number, token: number): number {
  const rowOfSet = words[vmAt(at, token) + vmRow.ownSet] as number;
  const row = setAt(at, rowOfSet);
  const held = words[row + references] as number;
  if (rowOfSet === 0 || (held & isPut) !== 0) return -ENXIO;
  if ((held & userBit(user)) !== 0) return -EEXIST;
  flipReference(words, at, row, userBit(user));
  return rowOfSet - 1;
}
