import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DenseStore } from '../../../spec/schema/dense.ts';
import type { Column } from '../../../spec/schema/layout.ts';
import { SparseStore } from '../../../spec/schema/sparse.ts';
import type { ListableStore } from '../../../spec/schema/store.ts';
import { MapStore } from './map-store.ts';
import { type HostLayout, samples } from './samples.ts';

const operations = ['write', 'some', 'count', 'first', 'replace'] as const;

interface Operation {
  readonly name: (typeof operations)[number];
  readonly column: number;
  /** The rows from … to - 1 are meant; a write goes to the first of them. */
  readonly from: number;
  readonly to: number;
  readonly code: number;
  readonly next: number;
}

/** Any operation on a column, biased to the two lowest codes so that cells often hold what is looked for. */
function anyOperation({ number, rows, max }: Column): fc.Arbitrary<Operation> {
  const code = fc.oneof(fc.nat(Math.min(1, max)), fc.nat(max));
  return fc
    .record({ name: fc.constantFrom(...operations), from: fc.nat(rows - 1), to: fc.nat(rows), code, next: code })
    .map(({ from, to, ...rest }) => ({ ...rest, column: number, from: Math.min(from, to), to: Math.max(from, to) }));
}

const anyOperations = ({ columns }: HostLayout): fc.Arbitrary<Operation[]> =>
  fc.array(fc.oneof(...columns.filter(({ rows }) => rows > 0).map(anyOperation)), { maxLength: 60 });

/** Does the operation, and gives what it answers. */
function perform(store: MapStore | ListableStore, { name, column, from, to, code, next }: Operation): unknown {
  switch (name) {
    case 'write':
      return store.write(column, from, next);
    case 'replace':
      return store.replace(column, code, next, from, to);
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
  });
}
