import { describe, expect, it } from 'vitest';
import { indexOf, type Layout, layoutOf, packingOf, rowOf } from '../../../spec/schema/layout.ts';
import { counter, enumeration, flag, optional, table } from '../../../spec/schema.ts';
import { sorts } from '../../../spec/sorts.ts';
import { samples, twoGuestsLayout } from './samples.ts';

/** The bits of its word that each cell occupies, as a mask in place. */
const occupied = (layout: Layout) => {
  const { word, shift, mask } = packingOf(layout);
  return Array.from(word, (number, cell) => ({
    word: number,
    bits: BigInt(mask[cell] as number) << BigInt(shift[cell] as number),
  }));
};

describe('a layout', () => {
  const small = layoutOf(
    {
      door: table(['device'], { open: flag(), colour: enumeration('red', 'green', 'blue'), uses: counter(5) }),
      key: table(['vm', 'device'], { copies: counter('capacity'), kept: optional('vm') }),
    },
    twoGuestsLayout.bounds,
  );

  it('numbers the cells field by field, so that a slice of one field is contiguous', () => {
    // Three devices and two VMs; room for a capacity of 2.
    expect(small.columns.map(({ number, table, name, rows, offset, max }) => [number, table, name, rows, offset, max])) //
      .toEqual([
        [0, 'door', 'open', 3, 0, 1],
        [1, 'door', 'colour', 3, 3, 2],
        [2, 'door', 'uses', 3, 6, 5],
        [3, 'key', 'copies', 6, 9, 2],
        [4, 'key', 'kept', 6, 15, 2],
      ]);
    expect(small.cells).toBe(21);
  });

  it('lets the last id of an index count fastest', () => {
    const [, , , copies] = small.columns;
    if (copies === undefined) throw new Error('there is no such column');
    const rows = [0, 1, 2, 3, 5].map((row) => indexOf(copies, small.bounds.sizes, row));
    expect(rows).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [2, 1],
      [2, 3],
    ]);
  });

  for (const { name, layout } of samples) {
    it(`finds every row again by its ids, which are members of their sorts (${name})`, () => {
      const { sizes } = layout.bounds;
      for (const column of layout.columns) {
        for (let row = 0; row < column.rows; row++) {
          const ids = indexOf(column, sizes, row);
          expect(rowOf(column, sizes, ids)).toBe(row);
          const members = ids.map((id, place) => {
            const sort = column.over[place] as keyof typeof sorts;
            return id >= sorts[sort].first && id < sorts[sort].first + sizes[sort];
          });
          expect(members).not.toContain(false);
        }
      }
    });
  }
});

describe('a packing', () => {
  for (const { name, layout } of samples) {
    it(`puts no cell across two words, and no two cells on one bit (${name})`, () => {
      const words = new Map<number, bigint>();
      for (const { word, bits } of occupied(layout)) {
        const before = words.get(word) ?? 0n;
        expect(bits >> 32n).toBe(0n);
        expect(before & bits).toBe(0n);
        words.set(word, before | bits);
      }
    });

    it(`gives every cell just the bits that its highest code needs (${name})`, () => {
      const { mask } = packingOf(layout);
      for (const { offset, rows, max } of layout.columns) {
        const needed = max === 0 ? 0 : 2 ** max.toString(2).length - 1;
        expect([...mask.subarray(offset, offset + rows)]).toEqual(Array.from({ length: rows }, () => needed));
      }
    });

    it(`counts its words and the bits that carry information (${name})`, () => {
      const { words, bits } = packingOf(layout);
      const masks = occupied(layout);
      expect(words).toBe(Math.max(1, ...masks.filter(({ bits }) => bits > 0n).map(({ word }) => word + 1)));
      expect(bits).toBe(
        masks.map(({ bits }) => bits.toString(2).replaceAll('0', '').length).reduce((a, b) => a + b, 0),
      );
    });
  }

  it('gives no word of its own to what has one value only, not even behind full words', () => {
    const { sizes } = twoGuestsLayout.bounds;
    const full = {
      a: table(['device'], { x: counter(1023), y: counter(2047), z: counter(2047) }),
      b: table([], { one: enumeration('x') }),
    };
    const layout = layoutOf(full, { capacity: 1, sizes: { ...sizes, device: 1 } });
    const { words, bits, word, mask } = packingOf(layout);
    expect([words, bits]).toEqual([1, 32]);
    expect([word.at(-1), mask.at(-1)]).toEqual([0, 0]);
  });

  it('has one word even for a state without cells', () => {
    expect(packingOf(layoutOf({}, twoGuestsLayout.bounds))).toMatchObject({ words: 1, bits: 0 });
  });
});
