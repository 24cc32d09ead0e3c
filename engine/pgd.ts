/**
 * Addresses of the guest page directories of an instance, as two 32-bit halves. All lie above 2^32, some differ in
 * the high half alone and some in the low half alone, so that nothing can get by with one half.
 */

/** How many page directories have an address. */
export const pgdLimit = 2 ** 20;

const topBit = 0x8000_0000;

/** Low half of the address of page directory `pgd`, 1 … 2^20. */
export const pgdLow = (pgd: number): number => topBit | (((pgd - 1) >>> 1) << 12);

/** High half. */
export const pgdHigh = (pgd: number): number => 1 + ((pgd - 1) & 1);

/** The page directory at an address, of those up to `last`; 0 if it is none of them. */
export function pgdAt(low: number, high: number, last: number): number {
  const pgd = 1 + (((low & ~topBit) >>> 12) << 1) + ((high - 1) & 1);
  return pgd <= last && pgdLow(pgd) === low && pgdHigh(pgd) === high ? pgd : 0;
}
