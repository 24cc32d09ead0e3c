/** The VDCM and its mediated devices: `mdev_config_write`, `mdev_config_clear` and `vdcm_work` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { users } from '../../spec/sorts.ts';
import { find } from '../hash-region.ts';
import { holdsBit, mark, notifiedBit, putReference, unmark } from '../ioasid/users.ts';
import { oneReference, ownWord, pasidState, stateOf } from '../pasid.ts';
import { mdevAt, type Regions, vmAt } from '../regions.ts';
import { mdevRow, vmRow } from '../rows.ts';
import { mappingSlot } from '../slots.ts';

const { EBUSY, ENOENT, ENXIO } = errnoNumbers;
const holds = holdsBit(users.vdcm);
const told = notifiedBit(users.vdcm);

/** The host PASID in use that has a number, any 32 bits, for the guest of a VM; 0 for none. */
function foundBy(words: Int32Array, at: Regions, vm: number, number: number): number {
  const isOwnSpace = words[vmAt(at, vm) + vmRow.guestOwned] !== 0;
  const slot = isOwnSpace ? find(words, at.mappings, vm, number) : -1;
  const named = isOwnSpace ? (slot < 0 ? 0 : (words[slot + mappingSlot.hpasid] as number)) : number;
  const word = named > 0 ? ownWord(words, at, vm, named) : 0;
  return word === 0 || stateOf(word) === pasidState.freePending ? 0 : named;
}

/** `number` is any 32 bits. */
export function mdevConfigWrite(words: Int32Array, at: Regions, mdev: number, number: number): number {
  const row = mdevAt(at, mdev);
  if (words[row + mdevRow.number] !== 0) return -EBUSY;
  const hpasid = foundBy(words, at, words[row + mdevRow.vm] as number, number);
  if (hpasid === 0) return -ENXIO;
  setRegister(words, at, mdev, hpasid);
  if (((words[at.users + hpasid] as number) & holds) !== 0) return 0;
  mark(words, at, hpasid, holds, at.holding);
  words[at.pasid + hpasid] = (words[at.pasid + hpasid] as number) + oneReference;
  return 0;
}

/** Puts a host PASID, or none (0), into the register of a mediated device. */
export function setRegister(words: Int32Array, at: Regions, mdev: number, hpasid: number): void {
  const place = mdevAt(at, mdev) + mdevRow.number;
  words[at.registers] = (words[at.registers] as number) + Math.sign(hpasid) - Math.sign(words[place] as number);
  words[place] = hpasid;
}

export function mdevConfigClear(words: Int32Array, at: Regions, mdev: number): number {
  const hpasid = words[mdevAt(at, mdev) + mdevRow.number] as number;
  if (hpasid === 0) return -ENOENT;
  setRegister(words, at, mdev, 0);
  if (nextHolding(words, at, hpasid, 1) === 0) put(words, at, hpasid);
  return 0;
}

/** `hpasid` is a number that the kernel itself hands around. */
export function vdcmWork(words: Int32Array, at: Regions, hpasid: number): number {
  if (((words[at.users + hpasid] as number) & told) === 0) return -ENOENT;
  for (let mdev = nextHolding(words, at, hpasid, 1); mdev !== 0; mdev = nextHolding(words, at, hpasid, mdev + 1)) {
    setRegister(words, at, mdev, 0);
  }
  put(words, at, hpasid);
  return 0;
}

/** The first mediated device, from one on, whose register holds a host PASID; 0 for none. */
function nextHolding(words: Int32Array, at: Regions, hpasid: number, from: number): number {
  const end = words[at.mdevs] as number;
  for (let mdev = from; mdev < end; mdev++) if (words[mdevAt(at, mdev) + mdevRow.number] === hpasid) return mdev;
  return 0;
}

/** Drops the VDCM's reference, if it has one. */
function put(words: Int32Array, at: Regions, hpasid: number): void {
  if (((words[at.users + hpasid] as number) & holds) === 0) return;
  unmark(words, at, hpasid, holds, at.holding);
  unmark(words, at, hpasid, told, at.notified);
  putReference(words, at, hpasid);
}
