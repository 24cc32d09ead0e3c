import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Explorer, type Paths, pathsMax } from '../../compile/explore.ts';
import { SymbolicStore } from '../../compile/symbolic-store.ts';
import { DenseStore } from '../../spec/schema/dense.ts';
import { type Layout, layoutOf } from '../../spec/schema/layout.ts';
import type { Store } from '../../spec/schema/store.ts';
import { enumeration, flag, table } from '../../spec/schema.ts';
import { bounds } from './random-programs.ts';

const layout = layoutOf(
  {
    lamp: table(['device'], { lit: flag() }),
    room: table(['vm'], { mood: enumeration('calm', 'busy', 'wild') }),
  },
  bounds,
);
const [lit, mood] = [0, 1];

/** How a function ends on each of its paths. */
const endsOf = <End>(paths: Paths<End>): End[] => (paths.test === null ? [paths.end] : paths.next.flatMap(endsOf));

const explored = <End>(body: (store: SymbolicStore) => End): End[] => {
  const store = new SymbolicStore(layout);
  return endsOf(new Explorer(store).explore('lighting', () => body(store)));
};

/** Every state, as its cells. */
function* statesOf({ columns, cells }: Layout): Iterable<number[]> {
  const maxima = columns.flatMap(({ rows, max }) => Array<number>(rows).fill(max));
  const codes = Array<number>(cells).fill(0);
  for (;;) {
    yield codes;
    const place = codes.findIndex((code, cell) => code < (maxima[cell] as number));
    if (place < 0) return;
    codes[place] = (codes[place] as number) + 1;
    codes.fill(0, 0, place);
  }
}

const question = fc.record({
  ask: fc.constantFrom('read', 'some', 'every', 'count', 'first', 'write', 'replace'),
  column: fc.nat({ max: 1 }),
  code: fc.nat({ max: 2 }),
  from: fc.nat({ max: 1 }),
});
type Question = typeof question extends fc.Arbitrary<infer Value> ? Value : never;

/** What a store says to a list of questions, some of which write. */
const answers = (store: Store, questions: readonly Question[]): string =>
  questions
    .map(({ ask, column, code, from }) => {
      const to = layout.columns[column]?.rows as number;
      const held = Math.min(code, layout.columns[column]?.max as number);
      if (ask === 'read') return store.read(column, from);
      if (ask === 'write') return store.write(column, from, held);
      if (ask === 'replace') return store.replace(column, held, 0, from, to);
      if (ask === 'every') return store.every(column, [held, 0], from, to);
      return store[ask as 'some' | 'count' | 'first'](column, held, from, to);
    })
    .join();

describe('exploring a function', () => {
  it('finds its end where it asks nothing', () => {
    expect(new Explorer(new SymbolicStore(layout)).explore('rest', () => 7)).toEqual({ test: null, end: 7 });
  });

  it('goes every way that some state goes, once, and no other', () => {
    fc.assert(
      fc.property(fc.array(question, { maxLength: 6 }), (questions) => {
        const plain = new DenseStore(layout);
        const expected = new Set<string>();
        for (const state of statesOf(layout)) {
          plain.cells.set(state);
          expected.add(answers(plain, questions));
        }
        const ends = explored((store) => answers(store, questions));
        expect(ends.toSorted()).toEqual([...expected].toSorted());
      }),
      { numRuns: 200 },
    );
  });

  it('may happen at the end of another, and starts from what is known there', () => {
    const store = new SymbolicStore(layout);
    const explorer = new Explorer(store);
    const ends = endsOf(
      explorer.explore('outer', () => {
        const first = store.read(lit, 0);
        const inner = endsOf(explorer.explore('inner', () => store.read(lit, 0) * 2 + store.read(lit, 1)));
        return { first, inner };
      }),
    );
    expect(ends).toEqual([
      { first: 0, inner: [0, 1] },
      { first: 1, inner: [2, 3] },
    ]);
    expect(store.mark()).toBe(0);
  });

  it('stops where there are too many paths, and names the field that makes them', () => {
    const wide = layoutOf({ lamp: table(['device', 'vm'], { lit: flag(), mood: enumeration('a', 'b', 'c') }) }, bounds);
    const store = new SymbolicStore(wide);
    const readAll = () => {
      for (let row = 0; row < 6; row++) store.read(1, row);
      for (let row = 0; row < 3; row++) store.read(0, row);
    };
    expect(() => new Explorer(store).explore('looking around', readAll)).toThrow(
      `looking around cannot be traced: it has more than ${pathsMax} paths, most by lamp.mood; ask whole tables by some, every, count or first, and write them by replace`,
    );
  });

  it('bears exactly as many paths as are allowed', () => {
    const wide = layoutOf({ lamp: table(['device', 'vm'], { lit: flag(), on: flag() }) }, bounds);
    const store = new SymbolicStore(wide);
    const paths = new Explorer(store).explore('looking around', () => {
      for (let row = 0; row < 6; row++) store.read(0, row);
      for (let row = 0; row < 6; row++) store.read(1, row);
    });
    expect(endsOf(paths)).toHaveLength(pathsMax);
  });

  const message =
    'lighting cannot be traced: the same answers do not lead to the same reads; let it read nothing but the state and its command';

  it.each([
    ['asks for another cell', (store: SymbolicStore, run: number) => store.read(lit, run)],
    [
      'asks otherwise',
      (store: SymbolicStore, run: number) => (run > 0 ? store.some(mood, 1, 0, 1) : store.read(mood, 0)),
    ],
    [
      'asks of more cells',
      (store: SymbolicStore, run: number) => store.count(mood, 1, 0, 1) + store.count(lit, 1, 0, 2 + run),
    ],
    ['asks for other codes', (store: SymbolicStore, run: number) => store.count(mood, run, 0, 2)],
    [
      'asks how many, not whether',
      (store: SymbolicStore, run: number) => (run > 0 ? store.count(lit, 1, 0, 3) : store.some(lit, 1, 0, 3)),
    ],
    ['does not ask', (store: SymbolicStore, run: number) => (run > 0 ? 0 : store.read(lit, 0))],
  ])('notices that a function %s when it is run again', (_, body) => {
    let runs = 0;
    expect(() => explored((store) => body(store, runs++))).toThrow(message);
  });
});
