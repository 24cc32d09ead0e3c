/**
 * What the guests with a vIOMMU have written in their own PASID tables, and what their VMMs look up, by vIOMMU and the
 * guest's number. Both of one number share a slot, which is in use while there is either.
 */
import { find, put, removeAt } from '../hash-region.ts';
import { type Regions, viommuAt } from '../regions.ts';
import { viommuRow } from '../rows.ts';
import { guestSlot } from '../slots.ts';

const { hpasid: hpasidOf, present: presentOf, pgdLow: lowOf, pgdHigh: highOf, next, before } = guestSlot;

/** The host PASID that a VMM has for a number of its guest's, or 0. */
export function lookUp(words: Int32Array, at: Regions, viommu: number, number: number): number {
  const slot = find(words, at.guestPasids, viommu, number);
  return slot < 0 ? 0 : (words[slot + hpasidOf] as number);
}

/** The slot of a number at which the guest has written a page directory, or -1. */
export function findWritten(words: Int32Array, at: Regions, viommu: number, number: number): number {
  const slot = find(words, at.guestPasids, viommu, number);
  return slot >= 0 && words[slot + presentOf] === 1 ? slot : -1;
}

/** Whether a number has a slot, or there is room for one more. */
export const hasRoom = (words: Int32Array, at: Regions, viommu: number, number: number): boolean =>
  (words[at.guestPasids.count] as number) < at.guestPasids.limit || find(words, at.guestPasids, viommu, number) >= 0;

/** Makes a VMM look up a host PASID, or none (0), by a number of its guest's. */
export function setLookUp(words: Int32Array, at: Regions, viommu: number, number: number, hpasid: number): void {
  const slot = slotFor(words, at, viommu, number);
  words[at.lookUps] = (words[at.lookUps] as number) + Math.sign(hpasid) - Math.sign(words[slot + hpasidOf] as number);
  words[slot + hpasidOf] = hpasid;
  removeIfUnused(words, at, slot);
}

/** Writes a page directory into an entry of a guest's PASID table, which then is present. */
export function setGuestEntry(
  words: Int32Array,
  at: Regions,
  viommu: number,
  number: number,
  pgdLow: number,
  pgdHigh: number,
): void {
  const slot = slotFor(words, at, viommu, number);
  words[at.guestEntries] = (words[at.guestEntries] as number) + 1 - (words[slot + presentOf] as number);
  words[slot + presentOf] = 1;
  words[slot + lowOf] = pgdLow;
  words[slot + highOf] = pgdHigh;
}

/** Makes an entry of a guest's PASID table not present. */
export function clearGuestEntry(words: Int32Array, at: Regions, viommu: number, number: number): void {
  const slot = findWritten(words, at, viommu, number);
  if (slot < 0) return;
  words[at.guestEntries] = (words[at.guestEntries] as number) - 1;
  words[slot + presentOf] = 0;
  removeIfUnused(words, at, slot);
}

/** The slot of a number, which comes to be in use if it is not. */
function slotFor(words: Int32Array, at: Regions, viommu: number, number: number): number {
  const slot = find(words, at.guestPasids, viommu, number);
  return slot < 0 ? add(words, at, viommu, number) : slot;
}

/** Numbers in use are linked by number, since slots may move. */
function add(words: Int32Array, at: Regions, viommu: number, number: number): number {
  const slot = put(words, at.guestPasids, viommu, number);
  const first = viommuAt(at, viommu) + viommuRow.firstNumber;
  const following = words[first] as number;
  words[slot + next] = following;
  words[slot + before] = 0;
  words[first] = number;
  if (following !== 0) words[find(words, at.guestPasids, viommu, following) + before] = number;
  return slot;
}

function removeIfUnused(words: Int32Array, at: Regions, slot: number): void {
  if (words[slot + hpasidOf] !== 0 || words[slot + presentOf] !== 0) return;
  const viommu = words[slot] as number;
  const following = words[slot + next] as number;
  const preceding = words[slot + before] as number;
  if (following !== 0) words[find(words, at.guestPasids, viommu, following) + before] = preceding;
  if (preceding === 0) words[viommuAt(at, viommu) + viommuRow.firstNumber] = following;
  else words[find(words, at.guestPasids, viommu, preceding) + next] = following;
  removeAt(words, at.guestPasids, slot);
}

/** A guest has neither entry nor look-up of a number any more. */
export function forgetNumber(words: Int32Array, at: Regions, viommu: number, number: number): void {
  if (lookUp(words, at, viommu, number) !== 0) setLookUp(words, at, viommu, number, 0);
  clearGuestEntry(words, at, viommu, number);
}
