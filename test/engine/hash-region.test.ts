import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clearFrom, find, type HashRegion, homeOf, keyWords, put, remove } from '../../engine/hash-region.ts';

/** 16 slots, so that keys share homes and runs go around the end. */
const region: HashRegion = { count: 0, base: 4, mask: 63, slotWords: 4, limit: 8 };
const end = region.base + region.mask + 1;
const fresh = () => new Int32Array(end);
/** Of the two words in a slot that are the user's. */
const [first, second] = [keyWords, keyWords + 1] as const;

const key = fc.record({ a: fc.integer({ min: 1, max: 6 }), b: fc.integer({ min: 0, max: 6 }) });
const step = fc.record({ key, does: fc.constantFrom('put', 'put', 'remove'), value: fc.integer() });

/** Keys with this home, found by trying. */
function keysAt(home: number, howMany: number): { a: number; b: number }[] {
  const keys: { a: number; b: number }[] = [];
  for (let b = 0; keys.length < howMany; b++) if (homeOf(region, 1, b) === home) keys.push({ a: 1, b });
  return keys;
}

describe('a table in a region', () => {
  it('does as a map does, whatever is put and removed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const words = fresh();
        const map = new Map<string, number>();
        for (const { key, does, value } of steps) {
          const name = `${key.a} ${key.b}`;
          if (does === 'remove') {
            remove(words, region, key.a, key.b);
            map.delete(name);
          } else if (map.has(name) || map.size < region.limit) {
            words[put(words, region, key.a, key.b) + first] = value;
            map.set(name, value);
          }
          expect(words[region.count]).toBe(map.size);
          for (let a = 1; a <= 6; a++) {
            for (let b = 0; b <= 6; b++) {
              const slot = find(words, region, a, b);
              expect(slot < 0 ? undefined : words[slot + first]).toBe(map.get(`${a} ${b}`));
            }
          }
        }
      }),
    );
  });

  it('is as new once everything is removed', () => {
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 8, selector: ({ a, b }) => 7 * a + b }), (keys) => {
        const words = fresh();
        for (const { a, b } of keys) words[put(words, region, a, b) + second] = -1;
        for (const { a, b } of keys) remove(words, region, a, b);
        expect(words).toEqual(fresh());
      }),
    );
  });

  it('closes the gap in a run that goes around the end', () => {
    const last = end - region.slotWords;
    const [one, two, three] = keysAt(last, 3) as [Key, Key, Key];
    const words = fresh();
    for (const { a, b } of [one, two, three]) put(words, region, a, b);
    expect(find(words, region, two.a, two.b)).toBe(region.base);
    remove(words, region, one.a, one.b);
    expect(find(words, region, two.a, two.b)).toBe(last);
    expect(find(words, region, three.a, three.b)).toBe(region.base);
    expect(find(words, region, one.a, one.b)).toBe(-1);
  });

  it('moves no key before its home when it closes a gap', () => {
    const last = end - region.slotWords;
    const [before] = keysAt(last, 1) as [Key];
    const [at] = keysAt(region.base, 1) as [Key];
    const words = fresh();
    put(words, region, before.a, before.b);
    put(words, region, at.a, at.b);
    remove(words, region, before.a, before.b);
    expect(find(words, region, at.a, at.b)).toBe(region.base);
  });

  it('is empty when the runs of all its keys are cleared', () => {
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 8, selector: ({ a, b }) => 7 * a + b }), (keys) => {
        const words = fresh();
        for (const { a, b } of keys) words[put(words, region, a, b) + first] = 1;
        for (const { a, b } of keys) clearFrom(words, region, homeOf(region, a, b));
        expect(words).toEqual(fresh());
      }),
    );
  });

  it('spreads the PASIDs of many devices so that a search takes few steps', () => {
    const slots = 2 ** 17;
    const large: HashRegion = { count: 0, base: 4, mask: 4 * slots - 1, slotWords: 4, limit: slots / 2 };
    const words = new Int32Array(large.base + 4 * slots);
    let steps = 0;
    for (let device = 1; device <= 64; device++) {
      for (let pasid = 1; pasid <= 1024; pasid++) {
        const slot = put(words, large, device, pasid);
        steps += ((slot - homeOf(large, device, pasid)) & large.mask) / large.slotWords;
      }
    }
    expect(words[large.count]).toBe(large.limit);
    expect(steps / large.limit).toBeLessThan(1);
  });
});

type Key = { a: number; b: number };
