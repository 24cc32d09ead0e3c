/** What happens to the host PASIDs of a process when devices leave its containers. */
import { letGo } from '../ioasid/let-go.ts';
import { putReference } from '../ioasid/users.ts';
import { dropTags } from '../iommu/caches.ts';
import { unbindDevices } from '../iommu/pasid-table.ts';
import { pasidState, stateOf } from '../pasid.ts';
import { bindAt, deviceAt, memberAt, type Regions, setAt, vmAt } from '../regions.ts';
import { bindRow, containerRow, deviceRow, memberRow, setRow, vmRow } from '../rows.ts';
import { cacheBits } from '../slots.ts';
import { boundIn } from './bind-gpasid.ts';
import { unmap } from './guest-to-host.ts';
import { toIdle } from './unbind-gpasid.ts';

const { active, freePending } = pasidState;
const { bound } = bindRow;
const { next } = memberRow;
const { firstDevice, endOfDevices } = containerRow;
const { did: didOf } = deviceRow;
const { pasidCache, iotlb } = cacheBits;

/** The first host PASID of a VM's process, or 0. */
export const firstOwn = (words: Int32Array, at: Regions, vm: number): number =>
  words[setAt(at, words[vmAt(at, vm) + vmRow.ownSet] as number) + setRow.firstMember] as number;

/**
 * Unbinds all that a VM has bound on the devices in a part of the list of a container, given by its row. Costs as much as
 * the VM owns, whatever there is besides.
 */
export function unbindLeaving(
  words: Int32Array,
  at: Regions,
  vm: number,
  container: number,
  first: number,
  end: number,
): void {
  for (let hpasid = firstOwn(words, at, vm); hpasid !== 0; ) {
    const following = words[memberAt(at, hpasid) + next] as number;
    if (unbindDevices(words, at, first, end, hpasid) > 0) {
      flushDomain(words, at, container, deviceAt(at, words[first] as number), hpasid);
      release(words, at, vm, hpasid);
    }
    hpasid = following;
  }
}

/**
 * The PASID cache and the IOTLB are flushed by domain id and PASID: so what the devices that stay in the domain of one
 * that leaves, given by its row, have there goes too.
 */
function flushDomain(words: Int32Array, at: Regions, container: number, leaving: number, hpasid: number): void {
  const did = words[leaving + didOf] as number;
  if (did === 0) return;
  const end = words[container + endOfDevices] as number;
  for (let place = words[container + firstDevice] as number; place < end; place++) {
    const device = words[place] as number;
    if (words[deviceAt(at, device) + didOf] === did) dropTags(words, at, device, hpasid, pasidCache | iotlb);
  }
}

/** Once a host PASID is bound nowhere, it is idle; or, if it waits to be freed, the IOMMU driver has let go of it. */
function release(words: Int32Array, at: Regions, vm: number, hpasid: number): void {
  if (words[bindAt(at, hpasid) + bound] !== 0) return;
  unmap(words, at, vm, hpasid);
  const word = words[at.pasid + hpasid] as number;
  if (stateOf(word) === active) words[at.pasid + hpasid] = word + toIdle;
  else putReference(words, at, hpasid);
}

/** Frees what a VM owns, if it has no container any more. */
export function freeWithLastContainer(words: Int32Array, at: Regions, vm: number): void {
  if (words[vmAt(at, vm) + vmRow.typed] === 0) freeOwn(words, at, vm);
}

/** Frees what a VM owns. */
export function freeOwn(words: Int32Array, at: Regions, vm: number): void {
  for (let hpasid = firstOwn(words, at, vm); hpasid !== 0; ) {
    const following = words[memberAt(at, hpasid) + next] as number;
    if (stateOf(words[at.pasid + hpasid] as number) !== freePending) letGo(words, at, hpasid);
    hpasid = following;
  }
}

/** Whether a VM has anything bound in a container, given by its row. */
export function bindsAnything(words: Int32Array, at: Regions, vm: number, container: number): boolean {
  for (let hpasid = firstOwn(words, at, vm); hpasid !== 0; hpasid = words[memberAt(at, hpasid) + next] as number) {
    if (boundIn(words, at, container, hpasid)) return true;
  }
  return false;
}
