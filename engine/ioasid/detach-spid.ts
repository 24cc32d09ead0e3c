/** Takes the guest name of a host PASID away: `ioasid_detach_spid` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { pasidState, setRowOf, stateOf, tokenOf } from '../pasid.ts';
import { bindAt, type Regions, setAt } from '../regions.ts';
import { bindRow, setRow } from '../rows.ts';
import { unmap } from '../vfio/guest-to-host.ts';

const { EBUSY, ENOENT } = errnoNumbers;
const { idle } = pasidState;

/** The number is the kernel's own. */
export function ioasidDetachSpid(words: Int32Array, at: Regions, hpasid: number): number {
  if (words[bindAt(at, hpasid) + bindRow.gpasid] === 0) return -ENOENT;
  const word = words[at.pasid + hpasid] as number;
  if (stateOf(word) !== idle) return -EBUSY;
  unmap(words, at, tokenOf(words[setAt(at, setRowOf(word)) + setRow.owner] as number), hpasid);
  return 0;
}
