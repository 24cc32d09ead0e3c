/**
 * A table in a region of an engine's words: from a pair of integers to a few words, by open addressing with linear
 * probing. Removing shifts later slots back, so no tombstones stay and a table that was emptied is as new.
 * A slot is named by the offset of its first word.
 *
 * The caller keeps the number of slots in use at or below `limit`, half of the slots there are; so every search ends.
 */

export interface HashRegion {
  /** Offset of the word that counts the slots in use. */
  readonly count: number;
  /** Offset of the first slot. */
  readonly base: number;
  /** Number of words less one; their number is a power of two. */
  readonly mask: number;
  /** Number of words of a slot, a power of two. */
  readonly slotWords: number;
  /** How many slots may be in use. */
  readonly limit: number;
}

/**
 * A slot starts with the two integers of its key, the first of which is 0 where the slot is free. The other words are
 * the user's. In a slot that is new the first two of them are 0, the others are left from earlier use.
 */
export const keyWords = 2;
const keyBOf = 1;
/** The user's words that are 0 in a new slot. */
const firstOf = 2;
const secondOf = 3;

/** The slot where the search for a key begins. */
export function homeOf(region: HashRegion, keyA: number, keyB: number): number {
  const mixed = Math.imul(keyB ^ Math.imul(keyA, 0x85eb_ca6b), 0x9e37_79b1);
  return region.base + (Math.imul(mixed ^ (mixed >>> 15), region.slotWords) & region.mask);
}

/** The slot after this one. */
function next({ base, mask, slotWords }: HashRegion, slot: number): number {
  return base + ((slot - base + slotWords) & mask);
}

/** The slot that holds a key whose home is known, or the free one where it would be put. */
export function probe(words: Int32Array, region: HashRegion, home: number, keyA: number, keyB: number): number {
  let slot = home;
  while (words[slot] !== 0 && (words[slot] !== keyA || words[slot + keyBOf] !== keyB)) slot = next(region, slot);
  return slot;
}

/** Like `find`, for a key whose home is known. */
export function findFrom(words: Int32Array, region: HashRegion, home: number, keyA: number, keyB: number): number {
  const slot = probe(words, region, home, keyA, keyB);
  return words[slot] === 0 ? -1 : slot;
}

/** The slot that holds a key (`keyA` ≥ 1), or -1. */
export function find(words: Int32Array, region: HashRegion, keyA: number, keyB: number): number {
  return findFrom(words, region, homeOf(region, keyA, keyB), keyA, keyB);
}

/** The slot that holds a key (`keyA` ≥ 1), which is added if the table does not hold it. */
export function put(words: Int32Array, region: HashRegion, keyA: number, keyB: number): number {
  const slot = probe(words, region, homeOf(region, keyA, keyB), keyA, keyB);
  if (words[slot] !== 0) return slot;
  words[slot] = keyA;
  words[slot + keyBOf] = keyB;
  words[region.count] = (words[region.count] as number) + 1;
  return slot;
}

/** Removes what a slot holds. The slots of other keys may change thereby. */
export function removeAt(words: Int32Array, region: HashRegion, removed: number): void {
  let hole = removed;
  for (let slot = next(region, hole); words[slot] !== 0; slot = next(region, slot)) {
    if (!mayMove(words, region, slot, hole)) continue;
    for (let word = 0; word < region.slotWords; word++) words[hole + word] = words[slot + word] as number;
    hole = slot;
  }
  clearSlot(words, region, hole);
}

/** Whether what a slot holds may move to a hole before it: not if it would come to lie before its home. */
function mayMove(words: Int32Array, region: HashRegion, slot: number, hole: number): boolean {
  const home = homeOf(region, words[slot] as number, words[slot + keyBOf] as number);
  return ((slot - home) & region.mask) >= ((slot - hole) & region.mask);
}

/** Removes a key, if the table holds it. */
export function remove(words: Int32Array, region: HashRegion, keyA: number, keyB: number): void {
  const slot = find(words, region, keyA, keyB);
  if (slot >= 0) removeAt(words, region, slot);
}

/**
 * Empties the slots from `home` up to the first free one. Done for the homes of a set of keys, it removes all of
 * these: a key lies between its home and the next free slot.
 */
export function clearFrom(words: Int32Array, region: HashRegion, home: number): void {
  for (let slot = home; words[slot] !== 0; slot = next(region, slot)) clearSlot(words, region, slot);
}

/** Makes a slot free, and counts it off. */
function clearSlot(words: Int32Array, region: HashRegion, slot: number): void {
  words[slot] = 0;
  words[slot + keyBOf] = 0;
  words[slot + firstOf] = 0;
  words[slot + secondOf] = 0;
  words[region.count] = (words[region.count] as number) - 1;
}
