import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FreeBitmap, lowest, lowestFrom, release, take } from '../../engine/free-bitmap.ts';

const size = 2 ** 20;
const bitmap: FreeBitmap = {
  count: 0,
  hint: 1,
  level3: 2,
  level2: 3,
  level1: 3 + size / 2 ** 15,
  level0: 3 + size / 2 ** 15 + size / 2 ** 10,
};
const wordsInAll = bitmap.level0 + size / 32;

/** Numbers near the edges of words of every level, so that levels fill and empty. */
const number = fc
  .record({
    edge: fc.constantFrom(0, 32, 1024, 1056, 32768, 32800, 2 ** 19, size),
    off: fc.integer({ min: -2, max: 2 }),
  })
  .map(({ edge, off }) => Math.min(size - 1, Math.max(0, edge + off)));
const step = fc.record({ does: fc.constantFrom('take', 'take lowest', 'release'), number });

describe('the free numbers', () => {
  it('are none at first', () => {
    const words = new Int32Array(wordsInAll);
    expect(lowest(words, bitmap)).toBe(-1);
    expect(words[bitmap.count]).toBe(0);
  });

  it('give the lowest that a linear scan finds, whatever is taken and released', () => {
    const words = new Int32Array(wordsInAll);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        words.fill(0);
        const free = new Set<number>();
        for (const { does, number } of steps) {
          const scanned = free.size === 0 ? -1 : Math.min(...free);
          expect(lowest(words, bitmap)).toBe(scanned);
          const above = [...free].filter((each) => each >= number);
          expect(lowestFrom(words, bitmap, number)).toBe(above.length === 0 ? -1 : Math.min(...above));
          if (does === 'release') {
            release(words, bitmap, number);
            free.add(number);
          } else {
            const taken = does === 'take' ? number : Math.max(scanned, 0);
            take(words, bitmap, taken);
            free.delete(taken);
          }
          expect(words[bitmap.count]).toBe(free.size);
        }
      }),
    );
  });

  it('come in order until none is left, and the hint follows them', () => {
    const words = new Int32Array(wordsInAll);
    for (let number = 1; number < 5000; number++) release(words, bitmap, number);
    for (let number = 1; number < 5000; number++) {
      expect(lowest(words, bitmap)).toBe(number);
      expect(words[bitmap.hint]).toBe(number >>> 5);
      take(words, bitmap, number);
    }
    expect(lowest(words, bitmap)).toBe(-1);
    expect(words.subarray(bitmap.level3).every((word) => word === 0)).toBe(true);
  });
});
