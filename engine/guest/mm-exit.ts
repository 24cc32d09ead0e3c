/** The process of a VM exits: `mm_exit` of the specification. */
import { kernelActor } from '../../spec/arguments.ts';
import { setFdDevice, setHolder } from '../boot.ts';
import { ioasidSetPut } from '../ioasid/set-put.ts';
import { fdAt, mdevAt, type Regions, viommuAt, vmAt } from '../regions.ts';
import { containerRow, fdRow, mdevRow, viommuRow, vmRow } from '../rows.ts';
import { letGroupsGo } from '../vfio/container-close.ts';
import { freeOwn, unbindLeaving } from '../vfio/leaving.ts';
import { forgetNumber } from './guest-pasids.ts';
import { mdevConfigClear } from './mdev.ts';
import { setExited } from './mm-reuse.ts';

const { next, firstDevice, endOfDevices } = containerRow;

/** Costs as much as the VM has, and a look at every mediated device and device file. */
export function mmExit(words: Int32Array, at: Regions, vm: number): number {
  clearRegisters(words, at, vm);
  const first = words[vmAt(at, vm) + vmRow.firstContainer] as number;
  for (let row = first; row !== 0; row = words[row + next] as number) {
    unbindLeaving(words, at, vm, row, words[row + firstDevice] as number, words[row + endOfDevices] as number);
  }
  for (let row = first; row !== 0; row = words[row + next] as number) letGroupsGo(words, at, row);
  freeOwn(words, at, vm);
  const set = words[vmAt(at, vm) + vmRow.ownSet] as number;
  if (set !== 0) ioasidSetPut(words, at, kernelActor, set - 1);
  closeFiles(words, at, vm);
  const viommu = words[vmAt(at, vm) + vmRow.viommu] as number;
  if (viommu !== 0) forgetGuest(words, at, viommu);
  setExited(words, at, vm, words[at.mms] as number);
  return 0;
}

function clearRegisters(words: Int32Array, at: Regions, vm: number): void {
  const end = words[at.mdevs] as number;
  for (let mdev = 1; mdev < end; mdev++) {
    if (words[mdevAt(at, mdev) + mdevRow.vm] === vm) mdevConfigClear(words, at, mdev);
  }
}

/** A file that nobody holds any more is of no device. */
function closeFiles(words: Int32Array, at: Regions, vm: number): void {
  const end = words[at.fdsInAll] as number;
  for (let fd = 1; fd < end; fd++) {
    const row = fdAt(at, fd);
    if (!setHolder(words, at, fd, vm, 0)) continue;
    if (!isHeld(words, row + fdRow.holders, row + at.fdWords)) setFdDevice(words, at, fd, 0);
  }
}

function isHeld(words: Int32Array, from: number, end: number): boolean {
  for (let word = from; word < end; word++) if (words[word] !== 0) return true;
  return false;
}

function forgetGuest(words: Int32Array, at: Regions, viommu: number): void {
  const first = viommuAt(at, viommu) + viommuRow.firstNumber;
  while (words[first] !== 0) forgetNumber(words, at, viommu, words[first] as number);
}
