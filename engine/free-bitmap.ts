/**
 * The free numbers of a range, in four levels of 32-bit words: a bit of the lowest level is a free number, a bit above
 * says that the word below it is not empty. So the lowest of 2^20 numbers is four words away, whatever is taken.
 */

export interface FreeBitmap {
  /** Offset of the word that counts the free numbers. */
  readonly count: number;
  /** Offset of a word that holds the number of a word of the lowest level; all before that one are empty. */
  readonly hint: number;
  /** Offsets of the levels; `level3` is a single word. */
  readonly level0: number;
  readonly level1: number;
  readonly level2: number;
  readonly level3: number;
}

/** The number of the lowest bit that is set; `bits` is not 0. */
const lowestBit = (bits: number): number => 31 - Math.clz32(bits & -bits);

/** The lowest free number, or -1. It stays free. */
export function lowest(words: Int32Array, bitmap: FreeBitmap): number {
  const hinted = words[bitmap.hint] as number;
  const bits = words[bitmap.level0 + hinted] as number;
  return bits === 0 ? lowestFromTop(words, bitmap) : (hinted << 5) | lowestBit(bits);
}

function lowestFromTop(words: Int32Array, bitmap: FreeBitmap): number {
  const top = words[bitmap.level3] as number;
  if (top === 0) return -1;
  const upper = lowestBit(top);
  const middle = (upper << 5) | lowestBit(words[bitmap.level2 + upper] as number);
  const lower = (middle << 5) | lowestBit(words[bitmap.level1 + middle] as number);
  words[bitmap.hint] = lower;
  return (lower << 5) | lowestBit(words[bitmap.level0 + lower] as number);
}

/** Takes a number, if it is free. */
export function take(words: Int32Array, bitmap: FreeBitmap, number: number): void {
  const place = bitmap.level0 + (number >>> 5);
  const bits = words[place] as number;
  if ((bits & (1 << number)) === 0) return;
  const rest = bits & ~(1 << number);
  words[place] = rest;
  words[bitmap.count] = (words[bitmap.count] as number) - 1;
  if (rest === 0) clearAbove(words, bitmap, number);
}

function clearAbove(words: Int32Array, bitmap: FreeBitmap, number: number): void {
  const place1 = bitmap.level1 + (number >>> 10);
  words[place1] = (words[place1] as number) & ~(1 << (number >>> 5));
  if (words[place1] !== 0) return;
  const place2 = bitmap.level2 + (number >>> 15);
  words[place2] = (words[place2] as number) & ~(1 << (number >>> 10));
  if (words[place2] !== 0) return;
  words[bitmap.level3] = (words[bitmap.level3] as number) & ~(1 << (number >>> 15));
}

/** Gives a number back, if it is not free. */
export function release(words: Int32Array, bitmap: FreeBitmap, number: number): void {
  const place = number >>> 5;
  const bits = words[bitmap.level0 + place] as number;
  if ((bits & (1 << number)) !== 0) return;
  words[bitmap.level0 + place] = bits | (1 << number);
  words[bitmap.count] = (words[bitmap.count] as number) + 1;
  if (place < (words[bitmap.hint] as number)) words[bitmap.hint] = place;
  if (bits === 0) setAbove(words, bitmap, number);
}

function setAbove(words: Int32Array, bitmap: FreeBitmap, number: number): void {
  const place1 = bitmap.level1 + (number >>> 10);
  const place2 = bitmap.level2 + (number >>> 15);
  words[place1] = (words[place1] as number) | (1 << (number >>> 5));
  words[place2] = (words[place2] as number) | (1 << (number >>> 10));
  words[bitmap.level3] = (words[bitmap.level3] as number) | (1 << (number >>> 15));
}
