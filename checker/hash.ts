/** Spreads packed states over a table. Not for fingerprints: the checker always compares the states themselves. */

/**
 * Multiply–xorshift hash of the `width` words from `words[at]` on, as a signed 32-bit integer. Each
 * round is a bijection of the running value, so states that differ in a single word never collide on
 * all 32 bits; the last round brings high bits down to where a table of a power of two looks.
 */
export function hash(words: Int32Array, at: number, width: number): number {
  let value = 0x2545f491;
  for (let i = at; i < at + width; i++) {
    value = Math.imul(value ^ (words[i] as number), 0x9e3779b1);
    value ^= value >>> 15;
  }
  value = Math.imul(value, 0x85ebca6b);
  return value ^ (value >>> 13);
}
