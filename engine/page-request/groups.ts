/**
 * Groups of several pages, in blocks of 32 bits. A block takes a slot while anything is kept account of in it.
 * Not here: the request that ends a group, see respond.ts.
 */
import { find, put, removeAt } from '../hash-region.ts';
import type { Regions } from '../regions.ts';
import { blockKey, groupSlot } from '../slots.ts';

const { begun, dropped, kept, failed, privateData, words: slotWords } = groupSlot;

/** Which account of a group: a word of the slot, and the word that counts its bits. */
export type Account = 'begun' | 'dropped' | 'kept' | 'failed' | 'privateData';
const wordOf = { begun, dropped, kept, failed, privateData } as const;

/** Blocks of a row: 512 indices by 32. */
const blocksOfRow = 16;

/** The slot of a block, or -1. */
export const findGroups = (words: Int32Array, at: Regions, device: number, key: number): number =>
  find(words, at.partials, device, key);

/** The slot of a block, which is made where there is none; -1 when more than `limit` would be in use. */
export function groupsFor(words: Int32Array, at: Regions, device: number, key: number, limit: number): number {
  const known = find(words, at.partials, device, key);
  if (known >= 0 || (words[at.partials.count] as number) >= limit) return known;
  const slot = put(words, at.partials, device, key);
  words[slot + kept] = 0;
  words[slot + failed] = 0;
  words[slot + privateData] = 0;
  return slot;
}

export const hasBit = (words: Int32Array, slot: number, account: Account, bit: number): boolean =>
  ((words[slot + wordOf[account]] as number) & bit) !== 0;

/** Sets a bit (1) or clears it (0), and counts it. */
export function setBit(
  words: Int32Array,
  at: Regions,
  slot: number,
  account: Account,
  bit: number,
  value: number,
): void {
  const before = words[slot + wordOf[account]] as number;
  const after = value === 0 ? before & ~bit : before | bit;
  if (after === before) return;
  words[slot + wordOf[account]] = after;
  words[at[account]] = (words[at[account]] as number) + 2 * value - 1;
}

/** Gives up the slot of a block of which nothing is kept account any more. Gives whether that was so. */
export function dropGroupsIfEmpty(words: Int32Array, at: Regions, slot: number): boolean {
  const left =
    (words[slot + begun] as number) |
    (words[slot + dropped] as number) |
    (words[slot + kept] as number) |
    (words[slot + failed] as number) |
    (words[slot + privateData] as number);
  if (left === 0) removeAt(words, at.partials, slot);
  return left === 0;
}

/** The device has got its response: it waits for no page of the group any more. */
export function endGroup(words: Int32Array, at: Regions, device: number, key: number, bit: number): void {
  const slot = find(words, at.partials, device, key);
  if (slot < 0) return;
  setBit(words, at, slot, 'begun', bit, 0);
  setBit(words, at, slot, 'dropped', bit, 0);
  setBit(words, at, slot, 'privateData', bit, 0);
  dropGroupsIfEmpty(words, at, slot);
}

function clearAll(words: Int32Array, at: Regions, slot: number, account: Account): void {
  let left = words[slot + wordOf[account]] as number;
  for (; left !== 0; left &= left - 1) setBit(words, at, slot, account, left & -left, 0);
}

function endBlock(words: Int32Array, at: Regions, slot: number): void {
  clearAll(words, at, slot, 'begun');
  clearAll(words, at, slot, 'dropped');
  clearAll(words, at, slot, 'kept');
  clearAll(words, at, slot, 'failed');
  clearAll(words, at, slot, 'privateData');
  removeAt(words, at.partials, slot);
}

/** Throws away all that is kept account of at a row of a device. */
export function endRow(words: Int32Array, at: Regions, device: number, row: number): void {
  if (words[at.partials.count] === 0) return;
  for (let block = 0; block < blocksOfRow; block++) {
    const slot = find(words, at.partials, device, blockKey(row, block));
    if (slot < 0) continue;
    endBlock(words, at, slot);
  }
}

/**
 * Throws away what is kept of the groups of all devices, and what is known of pages that were not served. Goes through
 * the table until none is left, as an overflow is rare.
 */
export function discardKept(words: Int32Array, at: Regions): void {
  const { base } = at.partials;
  let slot = base;
  while (((words[at.kept] as number) | (words[at.failed] as number) | (words[at.dropped] as number)) !== 0) {
    const taken = words[slot] !== 0 && discard(words, at, slot);
    // What comes to lie here instead is looked at next.
    if (!taken) slot += slotWords;
  }
}

/** Gives whether the slot was given up. */
function discard(words: Int32Array, at: Regions, slot: number): boolean {
  clearAll(words, at, slot, 'kept');
  clearAll(words, at, slot, 'failed');
  clearAll(words, at, slot, 'dropped');
  return dropGroupsIfEmpty(words, at, slot);
}

/** Throws away all that is kept account of for a device. */
export function endGroupsOf(words: Int32Array, at: Regions, device: number): void {
  const { base, mask } = at.partials;
  const end = words[at.partials.count] === 0 ? base : base + mask;
  let slot = base;
  while (slot < end) {
    if (words[slot] === device) endBlock(words, at, slot);
    else slot += slotWords;
  }
}
