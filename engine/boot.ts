/** The state of an engine after boot: what is attached, the sets that exist from the start and the open device files. */
import { kernelActor } from '../spec/arguments.ts';
import { hostSet } from '../spec/state.ts';
import type { Attachment } from './attachment.ts';
import { lowest, release } from './free-bitmap.ts';
import { createSet } from './ioasid/sets.ts';
import { ownerOf } from './pasid.ts';
import { containerAt, deviceAt, fdAt, type Regions, vmAt } from './regions.ts';
import { containerRow, deviceRow, fdRow, vmRow } from './rows.ts';
import { standingRefusal } from './vfio/container.ts';

/** Writes it to words that are all 0. */
export function boot(words: Int32Array, at: Regions, attachment: Attachment): void {
  words[at.capacity] = attachment.capacity;
  for (const vm of attachment.guestOwned) words[vmAt(at, vm) + vmRow.guestOwned] = 1;
  attach(words, at, attachment.containers);
  for (const pasid of attachment.pasids) release(words, at.freePasids, pasid);
  for (const set of attachment.sets) release(words, at.freeSets, set);
  words[at.pasidsInAll] = words[at.freePasids.count] as number;
  words[at.setsInAll] = words[at.freeSets.count] as number;
  createSet(words, at, hostSet, ownerOf(kernelActor), attachment.hostQuota);
  for (const { vm, quota } of attachment.quotas) createSet(words, at, lowest(words, at.freeSets), ownerOf(vm), quota);
  for (const { fd, device, holders } of attachment.fds) {
    setFdDevice(words, at, fd, device);
    for (const vm of holders) setHolder(words, at, fd, vm, 1);
  }
}

function attach(words: Int32Array, at: Regions, containers: Attachment['containers']): void {
  let place = at.deviceLists;
  for (const { container, vm, nesting, devices } of containers) {
    const row = containerAt(at, container);
    const chain = vmAt(at, vm) + vmRow.firstContainer;
    words[row + containerRow.opener] = vm;
    words[row + containerRow.refusal] = standingRefusal(devices.length, nesting);
    words[row + containerRow.firstDevice] = place;
    words[row + containerRow.endOfDevices] = place + devices.length;
    words[row + containerRow.next] = words[chain] as number;
    words[chain] = row;
    for (const device of devices) {
      words[place++] = device;
      words[deviceAt(at, device) + deviceRow.holder] = vm;
    }
  }
}

/** Puts a device, or none (0), behind a device file. */
export function setFdDevice(words: Int32Array, at: Regions, fd: number, device: number): void {
  const place = fdAt(at, fd) + fdRow.device;
  words[at.files] = (words[at.files] as number) + Math.sign(device) - Math.sign(words[place] as number);
  words[place] = device;
}

/** Makes the process of a VM hold a device file (1) or not (0). */
export function setHolder(words: Int32Array, at: Regions, fd: number, vm: number, held: number): void {
  const place = fdAt(at, fd) + fdRow.holders + (vm >>> 5);
  const before = words[place] as number;
  const after = held === 0 ? before & ~(1 << vm) : before | (1 << vm);
  words[place] = after;
  if (after !== before) words[at.holders] = (words[at.holders] as number) + 2 * held - 1;
}
