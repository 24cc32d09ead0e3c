import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { specialised } from '../../../checker/specialised.ts';
import { canonicalCode } from '../../../compile/symmetry/canonical-code.ts';
import { orbitOf } from '../../../compile/symmetry/orbit.ts';
import { type Symmetries, symmetriesOf } from '../../../compile/symmetry/symmetries.ts';
import { trace } from '../../../compile/traced.ts';
import { DenseStore } from '../../../spec/schema/dense.ts';
import type { Layout } from '../../../spec/schema/layout.ts';
import { counter, enumeration, flag, optional, type Schema, table } from '../../../spec/schema.ts';
import type { Sizes } from '../../../spec/sorts.ts';
import { anythingGoes } from './toy.ts';

/** The representative of the orbit of some cells, as words. */
function canonicaliser(layout: Layout, { roles, walk }: Symmetries): (cells: Int32Array) => string {
  const store = new DenseStore(layout);
  const words = new Int32Array(store.packing.words);
  const { canonicalise } = specialised<{ canonicalise: (count: number) => void }>(
    `${canonicalCode(store.packing, roles, walk)}\nreturn { canonicalise };`,
    { successors: words, steps: Int32Array.from(walk.steps) },
  );
  return (cells) => {
    store.cells.set(cells);
    store.pack(words, 0);
    canonicalise(1);
    return words.join();
  };
}

const worlds: readonly (readonly [name: string, order: number, schema: Schema, sizes: Partial<Sizes>])[] = [
  ['members with cells of their own alone', 24, { t: table(['hpasid'], { a: flag(), b: counter(3) }) }, { hpasid: 4 }],
  [
    'members that references name, some of them interchangeable',
    6 * 6,
    {
      t: table(['hpasid'], { state: counter(2) }),
      map: table(['vm', 'gpasid'], { hpasid: optional('hpasid') }),
      last: table([], { hpasid: optional('hpasid'), pgd: optional('hpasid') }),
    },
    { hpasid: 3, vm: 1, gpasid: 3 },
  ],
  [
    'rows that go with the host PASIDs of the same number, and slices within them',
    6 * 2 ** 8 * 2,
    {
      t: table(['hpasid', 'device'], { bound: flag() }),
      group: table(['device', 'row', 'grpid'], { outstanding: flag(), pending: flag() }),
    },
    { hpasid: 3, row: 4, device: 2, grpid: 2 },
  ],
  [
    'slices of three, each of several cells',
    6,
    {
      t: table(['fd', 'grpid'], { a: flag(), b: counter(3) }),
      still: table(['fd'], { x: flag() }),
      one: table([], { fd: optional('fd') }),
    },
    { fd: 1, grpid: 3, vm: 2 },
  ],
  [
    'classes of which each names the other',
    6 * 6,
    { t: table(['hpasid'], { pgd: optional('pgd') }), u: table(['pgd'], { hpasid: optional('hpasid') }) },
    { hpasid: 3, pgd: 3 },
  ],
  [
    'members indexed by two of themselves, and naming each other',
    6 * 6,
    { t: table(['device', 'device'], { a: flag() }), u: table(['vm'], { other: optional('vm') }) },
    { device: 3, vm: 3 },
  ],
  [
    'members wider than a word',
    6,
    {
      t: table(['hpasid'], {
        a: counter(31),
        b: counter(31),
        c: counter(31),
        d: counter(31),
        e: counter(31),
        f: counter(31),
        g: counter(31),
      }),
      u: table(['vm'], { hpasid: optional('hpasid'), x: enumeration('the only one') }),
    },
    { hpasid: 3, vm: 1 },
  ],
  [
    'references of different kinds, more than one word can count',
    6 * 24 * 24 * 2,
    {
      t: table(['hpasid'], { a: flag() }),
      map: table(['vm', 'gpasid'], { hpasid: optional('hpasid') }),
      by: table(['set'], { hpasid: optional('hpasid'), x: flag() }),
    },
    { hpasid: 3, vm: 2, gpasid: 4, set: 2 },
  ],
  ['nothing that could be exchanged', 1, { t: table(['hpasid'], { a: counter(3) }) }, { hpasid: 1 }],
];

describe('the representative of an orbit', () => {
  for (const [name, order, schema, sizes] of worlds) {
    const program = anythingGoes(schema, sizes);
    const { layout } = program;
    const symmetries = symmetriesOf(trace(program));
    const canonical = canonicaliser(layout, symmetries);
    const store = new DenseStore(layout);
    const packed = (state: Int32Array): string => {
      const words = new Int32Array(store.packing.words);
      store.cells.set(state);
      store.pack(words, 0);
      return words.join();
    };
    const max = layout.columns.flatMap((column) => Array<number>(column.rows).fill(column.max));
    const cells = fc.tuple(...max.map((code) => fc.nat(code))).map((codes) => Int32Array.from(codes));

    it(`is one of it, and the same for all of it (${name})`, () => {
      expect(symmetries.order).toBe(order);
      fc.assert(
        fc.property(cells, (state) => {
          const orbit = orbitOf(state, symmetries.generators);
          const [representative, ...others] = new Set(orbit.map(canonical));
          expect(others).toEqual([]);
          expect(orbit.map(packed)).toContain(representative);
        }),
        { numRuns: 10 },
      );
    });
  }
});
