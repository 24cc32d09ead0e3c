/** Takes the lowest free host PASID of a range for a process: `vfio_pasid_request_alloc` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { lowestFrom } from '../free-bitmap.ts';
import { allocateNow } from '../ioasid/alloc.ts';
import { type Regions, setAt, vmAt } from '../regions.ts';
import { setRow, vmRow } from '../rows.ts';
import { refusedRange } from './pasid-request.ts';

const { ENOSPC } = errnoNumbers;
const { quota, members } = setRow;

/** `min` and `max` are any 32 bits. Gives the PASID. */
export function vfioPasidRequestAlloc(
  words: Int32Array,
  at: Regions,
  actor: number,
  container: number,
  min: number,
  max: number,
): number {
  const refusal = refusedRange(words, at, actor, container, min, max);
  if (refusal !== 0) return refusal;
  const rowOfSet = words[vmAt(at, actor) + vmRow.ownSet] as number;
  const row = setAt(at, rowOfSet);
  if ((words[row + members] as number) >= (words[row + quota] as number)) return -ENOSPC;
  if (min >>> 0 >= at.geometry.pasids) return -ENOSPC;
  const hpasid = lowestFrom(words, at.freePasids, min);
  if (hpasid < 0 || hpasid > max >>> 0) return -ENOSPC;
  allocateNow(words, at, rowOfSet, hpasid);
  return hpasid;
}
