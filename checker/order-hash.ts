/** A hash of states in the order of discovery. It tells whether two searches found the same states in the same order. */

/** A hash of 64 bits in two halves. */
export interface OrderHash {
  readonly high: number;
  readonly low: number;
}

/** The hash of no states. */
export const EMPTY_ORDER: OrderHash = { high: 0x2545f491, low: 0x7b1d2e35 };

/** `hash`, gone on with over `words`. */
export function continued({ high, low }: OrderHash, words: Int32Array): OrderHash {
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as number;
    high = Math.imul(high ^ word, 0x9e3779b1);
    high ^= high >>> 15;
    low = Math.imul(low ^ word, 0xc2b2ae3d);
    low ^= low >>> 13;
  }
  return { high, low };
}

/** 16 hexadecimal digits. */
export function orderText({ high, low }: OrderHash): string {
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
