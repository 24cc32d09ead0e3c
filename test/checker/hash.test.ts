import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hash } from '../../checker/hash.ts';

const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

describe('the hash of a packed state', () => {
  it('depends on the words of the state and on nothing around them', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 16 }), word, word, (words, before, after) => {
        const alone = hash(Int32Array.from(words), 0, words.length);
        expect(hash(Int32Array.from([before, ...words, after]), 1, words.length)).toBe(alone);
      }),
    );
  });

  it('differs for any two states that differ in one word only', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 16 }), fc.nat(15), word, (words, index, other) => {
        const at = index % words.length;
        fc.pre(words[at] !== other);
        const changed = words.with(at, other);
        expect(hash(Int32Array.from(changed), 0, words.length)).not.toBe(hash(Int32Array.from(words), 0, words.length));
      }),
    );
  });

  it('tells the order of the words', () => {
    expect(hash(Int32Array.of(1, 2), 0, 2)).not.toBe(hash(Int32Array.of(2, 1), 0, 2));
  });

  // 65,536 balls thrown at random into 65,536 urns: the fullest has about 8, and 37 % of the urns stay empty.
  const grid = (shift: number) => {
    const urns = new Int32Array(65_536);
    for (let x = 0; x < 256; x++) {
      for (let y = 0; y < 256; y++) {
        const urn = hash(Int32Array.of(x << shift, y << shift), 0, 2) & 0xffff;
        urns[urn] = (urns[urn] as number) + 1;
      }
    }
    return urns;
  };
  for (const [where, shift] of [
    ['low', 0],
    ['high', 24],
  ] as const) {
    it(`spreads small counters in the ${where} bits of two words like chance over a table`, () => {
      const urns = grid(shift);
      expect(Math.max(...urns)).toBeLessThanOrEqual(12);
      expect(urns.filter((count) => count === 0).length).toBeLessThan(65_536 * 0.45);
    });
  }
});
