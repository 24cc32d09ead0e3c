/** KVM's PASID translation tables, which lie beside the guest-to-host maps: what KVM does when it is told of an event. */
import { users } from '../../spec/sorts.ts';
import { find } from '../hash-region.ts';
import { holdsBit, mark, putReference, unmark } from '../ioasid/users.ts';
import { oneReference } from '../pasid.ts';
import { type Regions, vmAt } from '../regions.ts';
import { vmRow } from '../rows.ts';
import { mappingSlot } from '../slots.ts';

const { translated } = mappingSlot;
const { translates } = vmRow;
const holds = holdsBit(users.kvm);

/** Whether a user inside the kernel holds a reference. */
const isHeld = (words: Int32Array, at: Regions, hpasid: number): boolean =>
  ((words[at.users + hpasid] as number) & holds) !== 0;

/** The BIND event: by the slot of the map, ENQCMD of a guest is translated, if KVM runs the VM so. */
export function translate(words: Int32Array, at: Regions, vm: number, slot: number, hpasid: number): void {
  if (words[vmAt(at, vm) + translates] === 0) return;
  words[slot + translated] = hpasid;
  words[at.translations] = (words[at.translations] as number) + 1;
  if (isHeld(words, at, hpasid)) return;
  mark(words, at, hpasid, holds, at.holding);
  words[at.pasid + hpasid] = (words[at.pasid + hpasid] as number) + oneReference;
}

/** The UNBIND event, or FREE: what the guest calls by this gpasid, if anything, is translated no more. */
export function forget(words: Int32Array, at: Regions, vm: number, gpasid: number): void {
  const slot = find(words, at.mappings, vm, gpasid);
  const hpasid = slot < 0 ? 0 : (words[slot + translated] as number);
  if (hpasid === 0) return;
  words[slot + translated] = 0;
  words[at.translations] = (words[at.translations] as number) - 1;
  if (!isHeld(words, at, hpasid)) return;
  unmark(words, at, hpasid, holds, at.holding);
  putReference(words, at, hpasid);
}
