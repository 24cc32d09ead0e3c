/** What the tables that are kept by key hold in their slots, as word offsets within the slot; the key comes first. */
import { pasidLimit } from '../spec/arguments.ts';
import { keyWords } from './hash-region.ts';

/** (VM, guest PASID): the host PASID that it stands for, and what KVM's table has for it, or 0. */
export const mappingSlot = { hpasid: keyWords, translated: keyWords + 1, words: 4 } as const;

/** (device, number): what software holds to be bound at that host PASID, and what hardware finds at that row. */
export const tableSlot = {
  /** Any of `tableFlags`, and from bit 16 on the domain id in the entry. */
  flags: keyWords,
  /**
   * A bit for every block of page requests that the row may have had since it came to be in use; and from bit 16 on the
   * number of the second-level page table in the entry.
   */
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
  /** Something may be cached of the entry. */
  mayBeCached: 4,
  /** The driver counts a user of the binding. */
  hasUser: 8,
} as const;

/** Where the domain id and the number of the second-level page table start in their words, and the words without them. */
export const domainShift = 16;
export const withoutDomain = 0xffff;

/**
 * (device, row): what hardware has cached of an entry, as any of `cacheBits`, and the domain id by which it is tagged.
 * Of one row nothing can be cached under two: a tear-down flushes all of it.
 */
export const cachedSlot = { tags: keyWords, did: keyWords + 1, words: 4 } as const;

/** (vIOMMU, the guest's number): what its VMM looks up, and what the guest has written in its own PASID table. */
export const guestSlot = {
  /** The host PASID, or 0. */
  hpasid: keyWords,
  /** 1 when the guest's entry is present. */
  present: keyWords + 1,
  /** The page directory in it, low and high half of its address. */
  pgdLow: keyWords + 2,
  pgdHigh: keyWords + 3,
  /** The next number of the guest that is in use, and the one before, or 0. */
  next: keyWords + 4,
  before: keyWords + 5,
  words: 8,
} as const;

/** One bit for each cache. */
export const cacheBits = { pasidCache: 1, iotlb: 2, deviceTlb: 4, all: 7 } as const;

/**
 * (device, row and block): page requests. The 32 group indices 32n … 32n+31 of one row are its block n, with a bit
 * each: those that the device waits for, and those that the host owes an answer.
 */
export const requestSlot = { outstanding: keyWords, pending: keyWords + 1, words: 4 } as const;

/**
 * (device, row and block): groups of several pages, with a bit each. `begun`: the device has sent pages and got no
 * response; `dropped`: one of its pages was not served; `kept`, `failed`: what the driver keeps of them;
 * `privateData`: the last page brought some.
 */
export const groupSlot = {
  begun: keyWords,
  dropped: keyWords + 1,
  kept: keyWords + 2,
  failed: keyWords + 3,
  privateData: keyWords + 4,
  words: 8,
} as const;

/** The second integer of a block's key. A row has 20 bits where a request can be. */
export const blockKey = (row: number, block: number): number => row | (block << 20);

/** The row and the block that a block's key is made of. */
export const rowOfKey = (key: number): number => key & (pasidLimit - 1);
export const blockOfKey = (key: number): number => key >>> 20;

/** The block of a group index, 0 … 15, and the index's bit there. */
export const blockOf = (grpid: number): number => grpid >>> 5;
export const bitOf = (grpid: number): number => 1 << grpid;
