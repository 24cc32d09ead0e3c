import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { specialised } from '../../checker/specialised.ts';
import { Coder } from '../../compile/code.ts';
import { allCodes, type Literal, type Tree } from '../../compile/tree.ts';
import { Trees } from '../../compile/trees.ts';
import { DenseStore } from '../../spec/schema/dense.ts';
import { layoutOf } from '../../spec/schema/layout.ts';
import { counter, enumeration, flag, table } from '../../spec/schema.ts';
import { bounds } from './random-programs.ts';
import { leafOf } from './tree-value.ts';

/** Two words: three flags, three moods, three counters of five bits up to bit 24, and three more across the border. */
const layout = layoutOf(
  {
    lamp: table(['device'], { lit: flag(), mood: enumeration('calm', 'busy', 'wild'), hours: counter(31) }),
    room: table(['device'], { guests: counter(30) }),
  },
  bounds,
);
const maxima = layout.columns.flatMap(({ rows, max }) => Array<number>(rows).fill(max));
const store = new DenseStore(layout);
const coder = new Coder(store.packing, maxima.map(allCodes));
const trees = new Trees();

/** Runs the code of a tree: the value of the leaf at which it ends, 0 where it ends nowhere, and the cells after. */
function runner(tree: Tree): (cells: readonly number[]) => { value: number; after: number[] } {
  const source = coder.tree(tree, (value, writes) => {
    const { statements, words } = coder.after(writes);
    return `${statements} return [${value}, ${words.join(', ')}];\n`;
  });
  const text = `let ${coder.wordsAfter.join(', ')};\nreturn (${coder.words.join(', ')}) => {\n${source}return [0, ${coder.words.join(', ')}];\n};`;
  const code = specialised<(...words: number[]) => number[]>(text, {});
  const words = new Int32Array(store.packing.words);
  return (cells) => {
    store.cells.set(cells);
    store.pack(words, 0);
    const [value, ...after] = code(...words) as [number, ...number[]];
    store.unpack(Int32Array.from(after), 0);
    return { value, after: [...store.cells] };
  };
}

const cell = fc.nat({ max: layout.cells - 1 });
const code = fc.nat({ max: 31 });

/** Codes of a cell, some but not all of them. */
const literal: fc.Arbitrary<Literal> = fc
  .tuple(cell, fc.array(code, { minLength: 1, maxLength: 4 }))
  .map(([at, list]) => {
    const max = maxima[at] as number;
    const codes = list.reduce((set, each) => set | (1 << (each % (max + 1))), 0);
    return { cell: at, codes: codes === allCodes(max) ? 1 : codes };
  });
const literals = fc.uniqueArray(literal, { minLength: 2, maxLength: 4, selector: (each) => each.cell });

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'medium', maxDepth: 4, withCrossShrink: true },
    fc
      .tuple(
        fc.nat({ max: 2 }),
        fc.uniqueArray(fc.tuple(cell, fc.array(code, { minLength: 32, maxLength: 32 })), {
          maxLength: 3,
          selector: ([at]) => at,
        }),
        fc.boolean(),
      )
      .map(([value, writes, constant]) =>
        trees.leaf(
          value,
          writes
            .toSorted(([one], [other]) => one - other)
            .map(([at, codes]) => {
              const max = maxima[at] as number;
              const map = codes.slice(0, max + 1).map((to) => to % (max + 1));
              return { cell: at, map: constant ? map.map(() => map[0] as number) : map };
            }),
        ),
      ),
    fc.tuple(literal, tie('tree'), tie('tree')).map(([{ cell: at, codes }, yes, no]) => {
      const all = allCodes(maxima[at] as number);
      return trees.switch(at, [codes, all & ~codes], [yes, no]);
    }),
    fc
      .tuple(literals, tie('tree'), tie('tree'), tie('tree'))
      .map(([list, none, one, more]) => trees.count(list, [none, one, ...list.slice(1).map(() => more)])),
    fc
      .tuple(literals, tie('tree'), tie('tree'))
      .map(([list, none, some]) => trees.count(list, [none, ...list.map(() => some)])),
  ),
}));

describe('the code of a tree', () => {
  it('goes where the tree goes, and writes what the leaf says', () => {
    const state = fc.tuple(...maxima.map((max) => fc.nat({ max })));
    fc.assert(
      fc.property(tree, fc.array(state, { minLength: 5, maxLength: 20 }), (given, states) => {
        const run = runner(given);
        for (const cells of states) {
          const { value, writes } = leafOf(given, Int32Array.from(cells));
          const after = [...cells];
          if (value > 0) for (const { cell: at, map } of writes) after[at] = map[cells[at] as number] as number;
          expect(run(cells)).toEqual({ value, after });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('says of many trees whether any leads to a leaf other than 0', () => {
    const state = fc.tuple(...maxima.map((max) => fc.nat({ max })));
    const states = fc.array(state, { minLength: 5, maxLength: 20 });
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 5 }), states, (given, each) => {
        const text = `return (${coder.words.join(', ')}) => {\n${coder.any(given, 'return true;\n')}return false;\n};`;
        const any = specialised<(...words: number[]) => boolean>(text, {});
        const words = new Int32Array(store.packing.words);
        for (const cells of each) {
          store.cells.set(cells);
          store.pack(words, 0);
          const expected = given.some((one) => leafOf(one, Int32Array.from(cells)).value !== 0);
          expect(any(...words)).toBe(expected);
        }
      }),
      { numRuns: 200 },
    );
  });

  const [no, yes] = [trees.leaf(0), trees.leaf(1)];
  const text = (given: Tree): string => coder.tree(given, (value) => `return ${value};\n`);

  it('is none where no leaf has a value', () => {
    expect(text(no)).toBe('');
    expect(text(trees.leaf(0, [{ cell: 0, map: [1, 1] }]))).toBe('');
  });

  it('ends nowhere where a cell would have to hold two codes at once', () => {
    const twice = trees.switch(3, [1, 2, 4], [no, trees.switch(3, [1, 2, 4], [no, no, yes]), no]);
    expect(runner(twice)(maxima)).toMatchObject({ value: 0 });
  });

  it('compares cells of one word at once', () => {
    const both = trees.switch(0, [1, 2], [no, trees.switch(3, [3, 4], [no, yes])]);
    expect(text(both)).toBe('if (((w0 & 25) == 17)) {\nreturn 1;\n}\n');
  });

  it('asks of many cells whether any holds something with one comparison', () => {
    const any = trees.count(
      [0, 1, 2].map((at) => ({ cell: at, codes: 2 })),
      [no, yes, yes, yes],
    );
    expect(text(any)).toBe('if ((((w0 & 7) != 0))) {\nreturn 1;\n}\n');
  });

  it('says but once what several ways come to', () => {
    const last = trees.switch(4, [3, 4], [no, yes]);
    const either = trees.switch(0, [1, 2], [trees.switch(3, [1, 6], [no, last]), last]);
    expect(text(either).match(/return/g)).toHaveLength(1);
    const odd = trees.count(
      [0, 1, 2].map((at) => ({ cell: at, codes: 2 })),
      [no, yes, no, yes],
    );
    expect(text(odd).match(/return/g)).toHaveLength(1);
  });
});

describe('the code of several trees', () => {
  const state = fc.tuple(...maxima.map((max) => fc.nat({ max })));

  it('goes where each of them goes, in their order', () => {
    const many = fc.array(tree, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(many, fc.array(state, { minLength: 5, maxLength: 20 }), (given, states) => {
        const rooted = given.map((each, place) => ({
          tree: each,
          leaf: (value: number) => `seen.push([${place}, ${value}]);\n`,
        }));
        const source = `return (${coder.words.join(', ')}) => {\nconst seen = [];\n${coder.sequence(rooted)}return seen;\n};`;
        const run = specialised<(...words: number[]) => number[][]>(source, {});
        const words = new Int32Array(store.packing.words);
        for (const cells of states) {
          store.cells.set(cells);
          store.pack(words, 0);
          const values = given.map((each, place) => [place, leafOf(each, Int32Array.from(cells)).value]);
          expect(run(...words)).toEqual(values.filter(([, value]) => value !== 0));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('tests a cell once with which neighbours begin', () => {
    const [no, one, two] = [trees.leaf(0), trees.leaf(1), trees.leaf(2)];
    const busy = (next: Tree): Tree => trees.switch(3, [1, 2, 4], [no, next, no]);
    const wild = trees.switch(3, [3, 4], [no, two]);
    const text = coder.sequence(
      [busy(one), busy(trees.switch(0, [1, 2], [no, two])), wild].map((each) => ({
        tree: each,
        leaf: (value) => `leave(${value});\n`,
      })),
    );
    expect(text).toBe(
      'if (((w0 & 24) == 8)) {\nleave(1);\nif (((w0 & 1) == 1)) {\nleave(2);\n}\n} else if (((w0 & 24) == 16)) {\nleave(2);\n}\n',
    );
  });
});
