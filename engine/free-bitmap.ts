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

/** The bits at this place and above it in a word. */
const fromBit = (bits: number, place: number): number => bits & (-1 << place);

/** The lowest free number from `first` on, which must be below the number of numbers; or -1. It stays free. */
export function lowestFrom(words: Int32Array, bitmap: FreeBitmap, first: number): number {
  const here = fromBit(words[bitmap.level0 + (first >>> 5)] as number, first);
  return here === 0 ? lowestAbove(words, bitmap, first >>> 5) : (first & ~31) | lowestBit(here);
}

/** The lowest free number in a word of the lowest level past this one, or -1: up as far as it takes, and down again. */
function lowestAbove(words: Int32Array, bitmap: FreeBitmap, word: number): number {
  const { level0, level1, level2, level3 } = bitmap;
  let lower = next(words, level1, word);
  if (lower < 0) {
    let middle = next(words, level2, word >>> 5);
    if (middle < 0) {
      const upper = next(words, level3, word >>> 10);
      if (upper < 0) return -1;
      middle = (upper << 5) | lowestBit(words[level2 + upper] as number);
    }
    lower = (middle << 5) | lowestBit(words[level1 + middle] as number);
  }
  return (lower << 5) | lowestBit(words[level0 + lower] as number);
}

/** The place of the next bit that is set past this one in the same word of a level, or -1. */
function next(words: Int32Array, level: number, place: number): number {
  const bits = fromBit((words[level + (place >>> 5)] as number) & ~(1 << place), place);
  return bits === 0 ? -1 : (place & ~31) | lowestBit(bits);
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
