/** What the tables that are kept by key hold in their slots, as word offsets within the slot; the key comes first. */
import { pasidLimit } from '../spec/arguments.ts';
import { keyWords } from './hash-region.ts';

/** (VM, guest PASID): the host PASID that it stands for. */
export const mappingSlot = { hpasid: keyWords, words: 4 } as const;

/** (device, number): what software holds to be bound at that host PASID, and what hardware finds at that row. */
export const tableSlot = {
  /** Any of `tableFlags`. */
  flags: keyWords,
  /** A bit for every block of page requests that the row may have had since it came to be in use. */
  blocks: keyWords + 1,
  /** The guest page directory that is bound, low and high half of its address. */
  bindingLow: keyWords + 2,
  bindingHigh: keyWords + 3,
  /** The one in the entry of the PASID table that the hardware walks. Kept for itself, not derived from the binding. */
  entryLow: keyWords + 4,
  entryHigh: keyWords + 5,
  words: 8,
} as const;

/** Flags of a slot of the PASID tables. */
export const tableFlags = {
  /** The host PASID is bound on the device. */
  isBound: 1,
  /** The entry at that row is present. */
  isPresent: 2,
} as const;

/**
 * (device, row and block): page requests. The 32 group indices 32n … 32n+31 of one row are its block n, with a bit
 * each: those that the device waits for, and those that the host owes an answer.
 */
export const requestSlot = { outstanding: keyWords, pending: keyWords + 1, words: 4 } as const;

/** The second integer of a block's key. A row has 20 bits where a request can be. */
export const blockKey = (row: number, block: number): number => row | (block << 20);

/** The row and the block that a block's key is made of. */
export const rowOfKey = (key: number): number => key & (pasidLimit - 1);
export const blockOfKey = (key: number): number => key >>> 20;

/** The block of a group index, 0 … 15, and the index's bit there. */
export const blockOf = (grpid: number): number => grpid >>> 5;
export const bitOf = (grpid: number): number => 1 << grpid;
