/** How far guest memory is mapped for the devices of a container: addresses of 64 bits in two halves. */
import type { Regions } from '../regions.ts';
import { containerRow } from '../rows.ts';

const { topLow, topHigh } = containerRow;

/** Whether one address of 64 bits is higher than another. */
export function isAbove(low: number, high: number, otherLow: number, otherHigh: number): boolean {
  return high === otherHigh ? low >>> 0 > otherLow >>> 0 : high >>> 0 > otherHigh >>> 0;
}

/** Whether an address is higher than all that is mapped for a container, given by its row. */
export function isAboveTop(words: Int32Array, row: number, low: number, high: number): boolean {
  return isAbove(low, high, words[row + topLow] as number, words[row + topHigh] as number);
}

/** Maps up to an address, which is 0 for nothing. */
export function setTop(words: Int32Array, at: Regions, row: number, low: number, high: number): void {
  const was = (words[row + topLow] as number) | (words[row + topHigh] as number);
  const more = Math.sign(Math.abs(low | high)) - Math.sign(Math.abs(was));
  words[row + topLow] = low;
  words[row + topHigh] = high;
  words[at.mapped] = (words[at.mapped] as number) + more;
}

/** Unmaps all that is mapped for a container, given by its row, unless all is mapped for good. */
export function unmapAll(words: Int32Array, at: Regions, row: number): void {
  if ((words[row + topHigh] as number) !== -1) setTop(words, at, row, 0, 0);
}
