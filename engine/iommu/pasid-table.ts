/**
 * The PASID tables of all devices: bindings, which software holds to be bound, and entries, which hardware walks.
 * Both of one number share a slot and are otherwise kept for themselves.
 */
import { find, put, removeAt } from '../hash-region.ts';
import { drain } from '../page-request/respond.ts';
import { bindAt, type Regions } from '../regions.ts';
import { bindRow, containerRow } from '../rows.ts';
import { tableFlags, tableSlot } from '../slots.ts';

const { isBound, isPresent } = tableFlags;
const { flags, bindingLow, bindingHigh, entryLow, entryHigh } = tableSlot;
const { firstDevice, endOfDevices } = containerRow;
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
}

/** Writes the entry at a row of the PASID table that the hardware of a device walks. */
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
  if ((before & isPresent) !== 0) return;
  words[slot + flags] = before | isPresent;
  words[at.entries] = (words[at.entries] as number) + 1;
}

function countBound(words: Int32Array, at: Regions, hpasid: number, more: number): void {
  const count = bindAt(at, hpasid) + bound;
  words[at.bindings] = (words[at.bindings] as number) + more;
  words[count] = (words[count] as number) + more;
}

/**
 * Unbinds a host PASID from one device: clears the entry, answers what is pending, forgets the binding. Gives 1, or 0
 * when it was not bound there.
 */
function unbindDevice(words: Int32Array, at: Regions, device: number, hpasid: number): number {
  const slot = findBinding(words, at, device, hpasid);
  if (slot < 0) return 0;
  const present = ((words[slot + flags] as number) & isPresent) >>> 1;
  words[at.entries] = (words[at.entries] as number) - present;
  drain(words, at, device, hpasid, slot);
  removeAt(words, at.tables, slot);
  return 1;
}

/** Unbinds a host PASID from every device of a container, given by its row. Gives the number of devices unbound. */
export function unbindContainer(words: Int32Array, at: Regions, row: number, hpasid: number): number {
  const end = words[row + endOfDevices] as number;
  let unbound = 0;
  for (let place = words[row + firstDevice] as number; place < end; place++) {
    unbound += unbindDevice(words, at, words[place] as number, hpasid);
  }
  countBound(words, at, hpasid, -unbound);
  return unbound;
}
