/** The guest-to-host maps of all VMs: which host PASID a guest PASID stands for. */
import { forget } from '../guest/kvm.ts';
import { find, put, remove } from '../hash-region.ts';
import { bindAt, type Regions } from '../regions.ts';
import { bindRow } from '../rows.ts';
import { mappingSlot } from '../slots.ts';

const { gpasid: gpasidOf } = bindRow;
const { hpasid: hpasidOf } = mappingSlot;

/** Makes a guest PASID (not 0) of a VM stand for a host PASID. Gives the slot of the map. */
export function map(words: Int32Array, at: Regions, vm: number, gpasid: number, hpasid: number): number {
  const slot = put(words, at.mappings, vm, gpasid);
  words[slot + hpasidOf] = hpasid;
  words[bindAt(at, hpasid) + gpasidOf] = gpasid;
  return slot;
}

/** Whether a guest PASID, or none (0), stands for another host PASID than this. */
export function isTaken(words: Int32Array, at: Regions, vm: number, gpasid: number, hpasid: number): boolean {
  if (gpasid === 0) return false;
  const slot = find(words, at.mappings, vm, gpasid);
  return slot >= 0 && words[slot + hpasidOf] !== hpasid;
}

/** Whether a host PASID has a name, and another one than this guest PASID, or none (0). */
export function isNamedOtherwise(words: Int32Array, at: Regions, hpasid: number, gpasid: number): boolean {
  const name = words[bindAt(at, hpasid) + gpasidOf] as number;
  return gpasid !== 0 && name !== 0 && name !== gpasid;
}

/** Removes the guest PASID that stands for a host PASID of this VM, if there is one; KVM is told. */
export function unmap(words: Int32Array, at: Regions, vm: number, hpasid: number): void {
  const gpasid = bindAt(at, hpasid) + gpasidOf;
  if (words[gpasid] === 0) return;
  forget(words, at, vm, words[gpasid] as number);
  remove(words, at.mappings, vm, words[gpasid] as number);
  words[gpasid] = 0;
}
