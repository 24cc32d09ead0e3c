/** The state of an engine after boot: what is attached, the sets that exist from the start and the open device files. */
import { kernelActor } from '../spec/arguments.ts';
import { users } from '../spec/sorts.ts';
import { hostSet } from '../spec/state.ts';
import type { Attachment } from './attachment.ts';
import { lowest, release } from './free-bitmap.ts';
import { createSet } from './ioasid/sets.ts';
import { holdsBit } from './ioasid/users.ts';
import { ownerOf } from './pasid.ts';
import { containerAt, deviceAt, fdAt, groupAt, mdevAt, type Regions, viommuAt, vmAt } from './regions.ts';
import { containerRow, deviceRow, fdRow, groupRow, mdevRow, viommuRow, vmRow } from './rows.ts';
import { containerType, standingRefusal } from './vfio/container.ts';
import { setAttached, setType } from './vfio/groups.ts';
import { setTop } from './vfio/second-stage.ts';

const { none, type1v2 } = containerType;

/** Writes it to words that are all 0. */
export function boot(words: Int32Array, at: Regions, attachment: Attachment): void {
  words[at.capacity] = attachment.capacity;
  words[at.fiveLevel] = attachment.fiveLevel ? 1 : 0;
  words[at.servedFlags] = attachment.servedFlags;
  words[at.narrowDevices] = attachment.narrow.length;
  for (const device of attachment.narrow) words[deviceAt(at, device) + deviceRow.narrow] = 1;
  words[at.prqs] = attachment.prqs;
  words[at.prqLimit] = attachment.slots;
  words[at.links] = attachment.links;
  words[at.chains] = attachment.chains;
  words[at.hostShare] = attachment.hostShare;
  words[at.mms] = attachment.mms;
  for (const vm of attachment.guestOwned) words[vmAt(at, vm) + vmRow.guestOwned] = 1;
  attach(words, at, attachment);
  enterDomains(words, at, attachment.domains);
  for (const { kvm, vm } of attachment.kvms) {
    words[at.kvm + kvm] = vm;
    words[vmAt(at, vm) + vmRow.translates] = 1;
    stand(words, at, vm, users.kvm);
  }
  for (const { mdev, vm } of attachment.mdevs) {
    words[mdevAt(at, mdev) + mdevRow.vm] = vm;
    stand(words, at, vm, users.vdcm);
    words[at.mdevs] = Math.max(words[at.mdevs] as number, mdev + 1);
  }
  for (const { viommu, vm, container } of attachment.viommus) {
    words[viommuAt(at, viommu) + viommuRow.vm] = vm;
    words[viommuAt(at, viommu) + viommuRow.container] = container;
    words[vmAt(at, vm) + vmRow.viommu] = viommu;
  }
  for (const pasid of attachment.pasids) release(words, at.freePasids, pasid);
  for (const set of attachment.sets) release(words, at.freeSets, set);
  words[at.pasidsInAll] = words[at.freePasids.count] as number;
  words[at.setsInAll] = words[at.freeSets.count] as number;
  createSet(words, at, hostSet, ownerOf(kernelActor), attachment.hostQuota);
  for (const { vm, quota } of attachment.quotas) createSet(words, at, lowest(words, at.freeSets), ownerOf(vm), quota);
  for (const { fd, device, holders } of attachment.fds) {
    words[at.fdsInAll] = Math.max(words[at.fdsInAll] as number, fd + 1);
    setFdDevice(words, at, fd, device);
    for (const vm of holders) setHolder(words, at, fd, vm, 1);
  }
}

/** A user inside the kernel has registered for the set of a VM when that was made. */
function stand(words: Int32Array, at: Regions, vm: number, user: number): void {
  const place = vmAt(at, vm) + vmRow.standing;
  words[place] = (words[place] as number) | holdsBit(user);
}

function attach(words: Int32Array, at: Regions, { canChange, containers, mapped }: Attachment): void {
  let place = at.deviceLists;
  for (const { container, vm, nesting, groups } of containers) {
    const row = containerAt(at, container);
    const chain = vmAt(at, vm) + vmRow.firstContainer;
    words[row + containerRow.opener] = vm;
    words[row + containerRow.firstDevice] = place;
    for (const { group, attached, devices } of groups) {
      const first = place;
      for (const device of devices) {
        words[place++] = device;
        words[deviceAt(at, device) + deviceRow.holder] = vm;
        words[deviceAt(at, device) + deviceRow.attached] = 1;
      }
      if (canChange) addGroup(words, at, row, group, first, place);
      if (canChange) setAttached(words, at, groupAt(at, group), attached ? 1 : 0);
      else words[row + containerRow.devices] = (words[row + containerRow.devices] as number) + devices.length;
    }
    words[row + containerRow.endOfDevices] = place;
    words[row + containerRow.next] = words[chain] as number;
    words[chain] = row;
    const type = words[row + containerRow.devices] === 0 ? none : nesting ? containerType.nesting : type1v2;
    if (canChange) setType(words, at, row, type);
    else words[row + containerRow.refusal] = standingRefusal(type);
    if (mapped === null) {
      words[row + containerRow.topLow] = -1;
      words[row + containerRow.topHigh] = -1;
    } else if (type !== none) setTop(words, at, row, mapped.low, mapped.high);
  }
}

/** Adds a group, not attached, to those of a container, given by its row. */
function addGroup(words: Int32Array, at: Regions, container: number, group: number, first: number, end: number): void {
  const row = groupAt(at, group);
  const chain = container + containerRow.firstGroup;
  words[row + groupRow.container] = container;
  words[row + groupRow.firstDevice] = first;
  words[row + groupRow.endOfDevices] = end;
  words[row + groupRow.next] = words[chain] as number;
  words[chain] = row;
}

function enterDomains(words: Int32Array, at: Regions, domains: Attachment['domains']): void {
  for (const { device, did, slpt, auxiliary } of domains) {
    const row = deviceAt(at, device);
    words[row + deviceRow.did] = did;
    words[row + deviceRow.slpt] = slpt;
    if (!auxiliary) continue;
    words[row + deviceRow.auxiliary] = 1;
    enableAux(words, at, device, 1);
  }
}

/** Enables (1) or disables (0) auxiliary domains of a device. */
export function enableAux(words: Int32Array, at: Regions, device: number, enabled: number): void {
  const flag = deviceAt(at, device) + deviceRow.aux;
  words[at.features] = (words[at.features] as number) + enabled - (words[flag] as number);
  words[flag] = enabled;
}

/** Puts a device, or none (0), behind a device file. */
export function setFdDevice(words: Int32Array, at: Regions, fd: number, device: number): void {
  const place = fdAt(at, fd) + fdRow.device;
  words[at.files] = (words[at.files] as number) + Math.sign(device) - Math.sign(words[place] as number);
  words[place] = device;
}

/** Makes the process of a VM hold a device file (1) or not (0). Gives whether that is new. */
export function setHolder(words: Int32Array, at: Regions, fd: number, vm: number, held: number): boolean {
  const place = fdAt(at, fd) + fdRow.holders + (vm >>> 5);
  const before = words[place] as number;
  const after = held === 0 ? before & ~(1 << vm) : before | (1 << vm);
  if (after === before) return false;
  words[place] = after;
  words[at.holders] = (words[at.holders] as number) + 2 * held - 1;
  return true;
}
