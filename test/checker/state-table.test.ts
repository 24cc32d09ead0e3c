import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StateTable } from '../../checker/state-table.ts';

const word = fc.oneof(fc.constantFrom(0, 1, -1, 2 ** 31 - 1, -(2 ** 31)), fc.integer());
const states = fc
  .integer({ min: 1, max: 16 })
  .chain((width) => fc.array(fc.array(word, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 60 }));

describe('the table of states', () => {
  it('numbers states in the order in which they come', () => {
    const table = new StateTable(2);
    const words = Int32Array.of(5, 6, 7, 8);
    expect([table.add(words, 0), table.add(words, 2), table.add(words, 1)]).toEqual([0, 1, 2]);
    expect([...table.words.subarray(0, 6)]).toEqual([5, 6, 7, 8, 6, 7]);
  });

  it('answers with the complement of its number for a state it holds already', () => {
    const table = new StateTable(1);
    const words = Int32Array.of(40, 41);
    table.add(words, 0);
    table.add(words, 1);
    expect([table.add(words, 0), table.add(words, 1)]).toEqual([~0, ~1]);
    expect(table.size).toBe(2);
  });

  it('does as a map from JSON text to number does', () => {
    fc.assert(
      fc.property(states, (sequence) => {
        const table = new StateTable((sequence[0] as number[]).length);
        const numbers = new Map<string, number>();
        for (const state of sequence) {
          const key = JSON.stringify(state.map((value) => value | 0));
          const known = numbers.get(key);
          expect(table.add(Int32Array.from(state), 0)).toBe(known === undefined ? numbers.size : ~known);
          numbers.set(key, known ?? numbers.size);
        }
        expect(table.size).toBe(numbers.size);
      }),
    );
  });

  it('finds each of 100,000 states again after it has grown', () => {
    const table = new StateTable(3);
    const state = new Int32Array(3);
    const at = (number: number) => {
      state.set([number % 50, Math.floor(number / 50), -number]);
      return state;
    };
    for (let number = 0; number < 100_000; number++) {
      if (table.add(at(number), 0) !== number) expect.fail(`state ${number} was taken for another`);
    }
    for (let number = 0; number < 100_000; number++) {
      if (table.add(at(number), 0) !== ~number) expect.fail(`state ${number} was not found again`);
    }
    expect(table.size).toBe(100_000);
  });

  it('copies out the words of a state and nothing more', () => {
    const table = new StateTable(2);
    table.add(Int32Array.of(1, 2, 3, 4), 0);
    table.add(Int32Array.of(1, 2, 3, 4), 2);
    const into = new Int32Array(3).fill(9);
    table.read(1, into);
    expect([...into]).toEqual([3, 4, 9]);
  });

  for (const width of [0, 17, 1.5, Number.NaN]) {
    it(`refuses states of ${width} words`, () => {
      expect(() => new StateTable(width)).toThrow(new RangeError(`a state has 1 to 16 words, not ${width}`));
    });
  }
});
