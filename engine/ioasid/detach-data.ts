/** A user inside the kernel takes its record from a host PASID: `ioasid_detach_data` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { setRowOf } from '../pasid.ts';
import type { Regions } from '../regions.ts';
import { setData, userOfData } from './private-data.ts';

const { EINVAL, ENOENT } = errnoNumbers;

/** All numbers are the kernel's own. */
export function ioasidDetachData(words: Int32Array, at: Regions, user: number, set: number, hpasid: number): number {
  if (setRowOf(words[at.pasid + hpasid] as number) !== set + 1) return -ENOENT;
  if (userOfData(words, at, hpasid) !== user) return -EINVAL;
  setData(words, at, hpasid, 0);
  return 0;
}
