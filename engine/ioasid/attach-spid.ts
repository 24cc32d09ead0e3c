/** Gives a host PASID a guest name: `ioasid_attach_spid` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { translate } from '../guest/kvm.ts';
import { find } from '../hash-region.ts';
import { pasidState, setRowOf, stateOf, tokenOf } from '../pasid.ts';
import { bindAt, type Regions, setAt, vmAt } from '../regions.ts';
import { bindRow, setRow, vmRow } from '../rows.ts';
import { map } from '../vfio/guest-to-host.ts';

const { EBUSY, EINVAL, ENOENT } = errnoNumbers;
const { freePending } = pasidState;
const { owner } = setRow;

/** `spid` is a guest PASID, or 0 for INVALID_IOASID. Numbers are the kernel's own. */
export function ioasidAttachSpid(words: Int32Array, at: Regions, hpasid: number, spid: number): number {
  if (spid === 0) return -EINVAL;
  const word = words[at.pasid + hpasid] as number;
  const vm = tokenOf(words[setAt(at, setRowOf(word)) + owner] as number);
  if (vm === 0) return -ENOENT;
  if (words[vmAt(at, vm) + vmRow.guestOwned] === 0) return -EINVAL;
  if (stateOf(word) === freePending) return -EBUSY;
  if (find(words, at.mappings, vm, spid) >= 0) return -EINVAL;
  if (words[bindAt(at, hpasid) + bindRow.gpasid] !== 0) return -EBUSY;
  translate(words, at, vm, map(words, at, vm, spid, hpasid), hpasid);
  return 0;
}
