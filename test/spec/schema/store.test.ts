import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DenseStore } from '../../../spec/schema/dense.ts';
import type { Column } from '../../../spec/schema/layout.ts';
import { SparseStore } from '../../../spec/schema/sparse.ts';
import type { ListableStore } from '../../../spec/schema/store.ts';
import { MapStore } from './map-store.ts';
import { type HostLayout, samples, twoGuestsLayout } from './samples.ts';

const operations = ['write', 'some', 'every', 'count', 'first', 'replace'] as const;

interface Operation {
  readonly name: (typeof operations)[number];
  readonly column: number;
  /** The rows from … to - 1 are meant; a write goes to the first of them. */
  readonly from: number;
  readonly to: number;
  readonly code: number;
  readonly next: number;
  /** The values among which `every` looks. */
  readonly codes: readonly number[];
}

/** Any operation on a column, biased to the two lowest codes so that cells often hold what is looked for. */
function anyOperation({ number, rows, max }: Column): fc.Arbitrary<Operation> {
  const code = fc.oneof(fc.nat(Math.min(1, max)), fc.nat(max));
  return fc
    .record({
      name: fc.constantFrom(...operations),
      from: fc.nat(rows - 1),
      to: fc.nat(rows),
      code,
      next: code,
      codes: fc.array(code, { maxLength: 3 }),
    })
    .map(({ from, to, ...rest }) => ({ ...rest, column: number, from: Math.min(from, to), to: Math.max(from, to) }));
}

const anyOperations = ({ columns }: HostLayout): fc.Arbitrary<Operation[]> =>
  fc.array(fc.oneof(...columns.filter(({ rows }) => rows > 0).map(anyOperation)), { maxLength: 60 });

/** Does the operation, and gives what it answers. */
function perform(store: MapStore | ListableStore, { name, column, from, to, code, next, codes }: Operation): unknown {
  switch (name) {
    case 'write':
      return store.write(column, from, next);
    case 'replace':
      return store.replace(column, code, next, from, to);
    case 'every':
      return store.every(column, codes, from, to);
    default:
      return store[name](column, code, from, to);
  }
}

const inOrder = (entries: Iterable<readonly [number, number]>) => [...entries].sort(([a], [b]) => a - b);

const stores = { 'dense store': DenseStore, 'sparse store': SparseStore };

for (const [kind, Store] of Object.entries(stores)) {
  describe(`a ${kind}`, () => {
    for (const { name, layout } of samples) {
      it(`answers and holds what a plain map would after any reads and writes (${name})`, () => {
        fc.assert(
          fc.property(anyOperations(layout), (list) => {
            const store: ListableStore = new Store(layout);
            const plain = new MapStore(layout);
            for (const operation of list) expect(perform(store, operation)).toBe(perform(plain, operation));
            for (const { number, rows } of layout.columns) {
              const held = Array.from({ length: rows }, (_, row) => [row, plain.read(number, row)] as const);
              expect(held.map(([row]) => [row, store.read(number, row)])).toEqual(held);
              expect(inOrder(store.entries(number))).toEqual(held.filter(([, code]) => code !== 0));
            }
          }),
          { numRuns: 60 },
        );
      });
    }

    it('finds that every row of a slice holds one of some values, the default among them or not', () => {
      const store: ListableStore = new Store(twoGuestsLayout);
      const { number } = twoGuestsLayout.columns.find(({ table }) => table === 'pasidEntry') as Column;
      for (const [row, code] of [1, 2, 0, 1].entries()) store.write(number, row, code);
      const every = (codes: readonly number[], from: number, to: number) => store.every(number, codes, from, to);
      expect([every([1, 2], 0, 2), every([2, 1], 0, 3), every([0, 1, 2], 0, 3)]).toEqual([true, false, true]);
      expect([every([0, 1], 0, 3), every([0, 1], 2, 4), every([0], 2, 3)]).toEqual([false, true, true]);
      expect([every([], 0, 1), every([], 2, 3), every([], 2, 2)]).toEqual([false, false, true]);
    });
  });
}
