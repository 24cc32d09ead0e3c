/** Ends free_pending: `ioasid_reclaim` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { detachFrom } from '../iommu/aux-domain.ts';
import { unbindContainer } from '../iommu/pasid-table.ts';
import { pasidState, setRowOf, stateOf, tokenOf } from '../pasid.ts';
import { bindAt, type Regions, setAt, vmAt } from '../regions.ts';
import { bindRow, containerRow, setRow, vmRow } from '../rows.ts';
import { unmap } from '../vfio/guest-to-host.ts';
import { putReference } from './users.ts';

const { ENOENT } = errnoNumbers;
const { freePending } = pasidState;
const { next } = containerRow;

/** `hpasid` is a number that the kernel itself hands around, so one of the geometry's. */
export function ioasidReclaim(words: Int32Array, at: Regions, hpasid: number): number {
  const word = words[at.pasid + hpasid] as number;
  if (stateOf(word) !== freePending) return -ENOENT;
  if (words[bindAt(at, hpasid) + bindRow.bound] === 0) return detachFrom(words, at, hpasid) ? 0 : -ENOENT;
  const vm = tokenOf(words[setAt(at, setRowOf(word)) + setRow.owner] as number);
  unbindEverywhere(words, at, vm, hpasid);
  unmap(words, at, vm, hpasid);
  putReference(words, at, hpasid);
  return 0;
}

/** Unbinds a host PASID in the containers of the VM that owns it, as nobody else can have bound it. */
function unbindEverywhere(words: Int32Array, at: Regions, vm: number, hpasid: number): void {
  const left = bindAt(at, hpasid) + bindRow.bound;
  let container = words[vmAt(at, vm) + vmRow.firstContainer] as number;
  for (; container !== 0 && words[left] !== 0; container = words[container + next] as number) {
    unbindContainer(words, at, container, hpasid);
  }
}
