import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { omission } from '../../checker/omission.ts';
import { exhausted, grid } from './small-systems.ts';

/** Slots of the words of `fingerprints`, none of them zero, put where linear probing puts them by their high bits. */
function slotsOf(fingerprints: readonly bigint[], bits: number): Int32Array {
  const slots = new Int32Array(2 * 2 ** bits);
  for (const fingerprint of fingerprints) {
    let at = 2 * Number(fingerprint >> BigInt(64 - bits));
    while (slots[at] !== 0 || slots[at + 1] !== 0) at = (at + 2) % slots.length;
    slots[at] = Number(BigInt.asIntN(32, fingerprint >> 32n));
    slots[at + 1] = Number(BigInt.asIntN(32, fingerprint));
  }
  return slots;
}

/** The smallest gap by sorting. */
function smallestGap(fingerprints: readonly bigint[]): number {
  const sorted = BigUint64Array.from(fingerprints).sort();
  return Math.min(...[...sorted.subarray(1)].map((next, i) => Number(next - (sorted[i] as bigint))));
}

describe('the probability that fingerprints left out a state', () => {
  it('is, if they are random, the pairs of a state and another look-up over 2^64, as TLC has it', () => {
    expect(omission(1_000_000, 11_000_000, new Int32Array(4)).optimistic).toBe(1e13 / 2 ** 64);
    expect(omission(1, 1, new Int32Array(4)).optimistic).toBe(0);
  });

  it('is, as observed, the inverse of the smallest gap between two', () => {
    const near = fc.bigInt({ min: 1n, max: 40n }).map((low) => (3n << 60n) - 20n + low);
    const any = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n });
    const edge = fc.constantFrom(1n, 2n, 2n ** 64n - 1n, 2n ** 64n - 3n, 2n ** 32n, 2n ** 32n - 1n);
    const fingerprints = fc.uniqueArray(fc.oneof(near, any, edge), { maxLength: 12 });
    fc.assert(
      fc.property(fingerprints, (set) => {
        const { observed } = omission(set.length, set.length, slotsOf(set, 4));
        // Infinity is the gap where there are not two.
        expect(set.length < 2 ? observed : observed * smallestGap(set)).toBeCloseTo(set.length < 2 ? 0 : 1, 9);
      }),
      { numRuns: 500 },
    );
  });

  it('is told of a search by fingerprints, and not of an exact one', () => {
    const search = exhausted(grid(2, 99), { fingerprints: true });
    expect(search.distinct).toBe(10_000);
    expect(search.omission?.optimistic).toBe((10_000 * (19_801 - 10_000)) / 2 ** 64);
    expect(search.omission?.observed).toBeGreaterThan(0);
    expect(search.omission?.observed).toBeLessThan(1e-6);
    expect(exhausted(grid(2, 99)).omission).toBeUndefined();
  });
});
