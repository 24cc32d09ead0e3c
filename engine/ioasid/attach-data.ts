/** A user inside the kernel leaves a record with a host PASID: `ioasid_attach_data` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { pasidState, setRowOf, stateOf } from '../pasid.ts';
import type { Regions } from '../regions.ts';
import { dataOf, setData } from './private-data.ts';

const { EBUSY, ENOENT } = errnoNumbers;
const { freePending } = pasidState;

/** All numbers are the kernel's own. */
export function ioasidAttachData(words: Int32Array, at: Regions, user: number, set: number, hpasid: number): number {
  const word = words[at.pasid + hpasid] as number;
  if (setRowOf(word) !== set + 1) return -ENOENT;
  if (stateOf(word) === freePending || dataOf(words, at, hpasid) !== 0) return -EBUSY;
  setData(words, at, hpasid, user);
  return 0;
}
