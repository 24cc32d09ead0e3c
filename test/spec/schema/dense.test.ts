import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DenseStore } from '../../../spec/schema/dense.ts';
import { anyCells, type HostLayout, samples, twoGuestsLayout } from './samples.ts';

/** A store that holds these cells, which are also its base. */
function holding(layout: HostLayout, cells: Int32Array): DenseStore {
  const store = new DenseStore(layout);
  store.cells.set(cells);
  store.keep();
  return store;
}

describe('a packed state', () => {
  for (const { name, layout } of samples) {
    it(`is the same after it was packed and unpacked, whatever stood in the words before (${name})`, () => {
      fc.assert(
        fc.property(anyCells(layout), fc.integer(), fc.nat(3), (cells, sentinel, at) => {
          const packed = holding(layout, cells);
          const { words } = packed.packing;
          const buffer = new Int32Array(at + words + 2).fill(sentinel);
          packed.pack(buffer, at);
          const unpacked = new DenseStore(layout);
          unpacked.unpack(buffer, at);
          expect(unpacked.cells).toEqual(cells);
          const beside = [...buffer.subarray(0, at), ...buffer.subarray(at + words)];
          expect(beside).toEqual(beside.map(() => sentinel));
        }),
        { numRuns: 50 },
      );
    });
  }

  it('is written equally whenever the cells are equal, so that equal states have equal words', () => {
    const layout = twoGuestsLayout;
    const store = new DenseStore(layout);
    const [fresh, used] = [new Int32Array(store.packing.words), new Int32Array(store.packing.words).fill(-1)];
    store.pack(fresh, 0);
    store.pack(used, 0);
    expect(used).toEqual(fresh);
  });
});

describe('the base of a dense store', () => {
  const layout = twoGuestsLayout;
  const cells = Int32Array.from({ length: layout.cells }, (_, cell) => (cell === 0 ? 1 : 0));

  it('is where it goes back to after any writes', () => {
    const store = holding(layout, cells);
    store.write(0, 1, 1);
    store.replace(0, 1, 2, 0, 2);
    expect(store.cells).not.toEqual(cells);
    store.restore();
    expect(store.cells).toEqual(cells);
    expect(store.changed()).toBe(false);
  });

  it('is where it stays if nothing was written', () => {
    const store = holding(layout, cells);
    store.restore();
    expect(store.cells).toEqual(cells);
  });

  it('is the state that was last unpacked', () => {
    const words = new Int32Array(new DenseStore(layout).packing.words);
    holding(layout, cells).pack(words, 0);
    const store = new DenseStore(layout);
    store.write(0, 1, 2);
    store.unpack(words, 0);
    store.write(0, 1, 2);
    store.restore();
    expect(store.cells).toEqual(cells);
  });

  it('is unchanged until something else is written, and again when that is written back', () => {
    const store = holding(layout, cells);
    const seen = [store.changed()];
    for (const code of [1, 2, 1]) {
      store.write(0, 0, code);
      seen.push(store.changed());
    }
    store.restore();
    store.replace(0, 1, 2, 0, 1);
    seen.push(store.changed());
    expect(seen).toEqual([false, false, true, false, true]);
  });
});
