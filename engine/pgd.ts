/**
 * Addresses of the guest page directories of an instance, as two 32-bit halves. All lie above 2^32, some differ in
 * the high half alone and some in the low half alone, so that nothing can get by with one half.
 */

/** How many page directories have an address. */
export const pgdLimit = 2 ** 20;

const topBit = 0x8000_0000;

/** What two addresses with the same high half differ by. */
const step = 0x1000;

/** Low half of the address of page directory `pgd`, 1 … 2^20. Of two page directories the later one lies higher. */
export const pgdLow = (pgd: number): number => topBit | ((pgd & 1) * step);

/** High half. */
export const pgdHigh = (pgd: number): number => 1 + (pgd >>> 1);

/** The page directory at an address, of those up to `last`; 0 if it is none of them. */
export function pgdAt(low: number, high: number, last: number): number {
  const pgd = lastPgdAt(low, high, last);
  return pgd > 0 && pgdLow(pgd) === low && pgdHigh(pgd) === high ? pgd : 0;
}

/** The last page directory, of those up to `last`, that lies no higher than an address; 0 if all do. */
export function lastPgdAt(low: number, high: number, last: number): number {
  const even = 2 * ((high >>> 0) - 1);
  const pgd = low >>> 0 >= (topBit | step) >>> 0 ? even + 1 : low >>> 0 >= topBit ? even : even - 1;
  return Math.max(0, Math.min(pgd, last));
}
