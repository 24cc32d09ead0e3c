/**
 * The PASID tables of all devices: bindings, which software holds to be bound, and entries, which hardware walks.
 * Both of one number share a slot and are otherwise kept for themselves.
 */
import { find, put, removeAt } from '../hash-region.ts';
import { drain } from '../page-request/respond.ts';
import { bindAt, deviceAt, type Regions } from '../regions.ts';
import { bindRow, containerRow, deviceRow } from '../rows.ts';
import { domainShift, tableFlags, tableSlot, withoutDomain } from '../slots.ts';
import { flush } from './caches.ts';

const { isBound, isPresent, mayBeCached, hasUser } = tableFlags;
const { flags, blocks, bindingLow, bindingHigh, entryLow, entryHigh } = tableSlot;
const { firstDevice, endOfDevices } = containerRow;
const { did: didOf, slpt: slptOf, aux } = deviceRow;
const { bound } = bindRow;

/** The slot of a host PASID that is bound on a device, or -1. */
export function findBinding(words: Int32Array, at: Regions, device: number, hpasid: number): number {
  const slot = find(words, at.tables, device, hpasid);
  return slot >= 0 && ((words[slot + flags] as number) & isBound) !== 0 ? slot : -1;
}

/** The slot of a row whose entry is present, or -1. */
export function findEntry(words: Int32Array, at: Regions, device: number, row: number): number {
  const slot = find(words, at.tables, device, row);
  return slot >= 0 && ((words[slot + flags] as number) & isPresent) !== 0 ? slot : -1;
}

/** Remembers that a host PASID is bound on a device. */
export function setBinding(
  words: Int32Array,
  at: Regions,
  device: number,
  hpasid: number,
  pgdLow: number,
  pgdHigh: number,
): void {
  const slot = put(words, at.tables, device, hpasid);
  const before = words[slot + flags] as number;
  words[slot + bindingLow] = pgdLow;
  words[slot + bindingHigh] = pgdHigh;
  if ((before & isBound) !== 0) return;
  words[slot + flags] = before | isBound;
  countBound(words, at, hpasid, 1);
  setUsers(words, at, slot, words[deviceAt(at, device) + aux] as number);
}

/** Counts one user (1) of the binding in a slot, or none (0). */
export function setUsers(words: Int32Array, at: Regions, slot: number, users: number): void {
  const before = words[slot + flags] as number;
  words[at.bindingUsers] = (words[at.bindingUsers] as number) + users - ((before & hasUser) >>> 3);
  words[slot + flags] = users === 0 ? before & ~hasUser : before | hasUser;
}

/** Writes the entry at a row of the PASID table that the hardware of a device walks, with the domain id of its domain. */
export function setEntry(
  words: Int32Array,
  at: Regions,
  device: number,
  row: number,
  pgdLow: number,
  pgdHigh: number,
): void {
  const slot = put(words, at.tables, device, row);
  const before = words[slot + flags] as number;
  words[slot + entryLow] = pgdLow;
  words[slot + entryHigh] = pgdHigh;
  if ((before & isPresent) === 0) words[at.entries] = (words[at.entries] as number) + 1;
  words[slot + flags] = before | isPresent;
  const domain = deviceAt(at, device);
  setDomain(words, at, slot, words[domain + didOf] as number, words[domain + slptOf] as number);
}

/** Writes domain id and second-level page table (0 for none) of the entry in a slot. */
export function setDomain(words: Int32Array, at: Regions, slot: number, did: number, slpt: number): void {
  words[at.domainIds] = (words[at.domainIds] as number) + setUpper(words, slot + flags, did);
  words[at.secondLevels] = (words[at.secondLevels] as number) + setUpper(words, slot + blocks, slpt);
}

/** Writes the upper half of a word. Gives 1 if it has come to differ from 0, -1 if it is 0 now, or 0. */
function setUpper(words: Int32Array, place: number, upper: number): number {
  const before = words[place] as number;
  words[place] = (before & withoutDomain) | (upper << domainShift);
  return Math.sign(upper) - Math.sign(before >>> domainShift);
}

function countBound(words: Int32Array, at: Regions, hpasid: number, more: number): void {
  const count = bindAt(at, hpasid) + bound;
  const before = words[count] as number;
  words[at.bindings] = (words[at.bindings] as number) + more;
  words[count] = before + more;
  words[at.boundPasids] = (words[at.boundPasids] as number) + Math.sign(before + more) - Math.sign(before);
}

/**
 * Unbinds a host PASID from one device: clears the entry, flushes what is cached of it, answers what is pending, forgets
 * the binding. Gives 1, or 0
 * when it was not bound there.
 */
function unbindDevice(words: Int32Array, at: Regions, device: number, hpasid: number): number {
  const slot = findBinding(words, at, device, hpasid);
  if (slot < 0) return 0;
  const before = words[slot + flags] as number;
  words[at.entries] = (words[at.entries] as number) - ((before & isPresent) >>> 1);
  setDomain(words, at, slot, 0, 0);
  setUsers(words, at, slot, 0);
  if ((before & mayBeCached) !== 0) flush(words, at, device, hpasid);
  drain(words, at, device, hpasid, slot);
  removeAt(words, at.tables, slot);
  return 1;
}

/** Unbinds a host PASID from every device of a container, given by its row. Gives the number of devices unbound. */
export function unbindContainer(words: Int32Array, at: Regions, row: number, hpasid: number): number {
  return unbindDevices(words, at, words[row + firstDevice] as number, words[row + endOfDevices] as number, hpasid);
}

/** Unbinds a host PASID from the devices in a part of the device lists. Gives the number of devices unbound. */
export function unbindDevices(words: Int32Array, at: Regions, first: number, end: number, hpasid: number): number {
  let unbound = 0;
  for (let place = first; place < end; place++) {
    unbound += unbindDevice(words, at, words[place] as number, hpasid);
  }
  countBound(words, at, hpasid, -unbound);
  return unbound;
}
