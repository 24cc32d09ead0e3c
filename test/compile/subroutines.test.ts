import { describe, expect, it } from 'vitest';
import { Coder } from '../../compile/code.ts';
import { Subroutines } from '../../compile/subroutines.ts';
import { allCodes, type Tree } from '../../compile/tree.ts';
import { Trees } from '../../compile/trees.ts';
import { DenseStore } from '../../spec/schema/dense.ts';
import { enumeration, table } from '../../spec/schema.ts';
import { toyLayout } from './symmetry/toy.ts';
import { leafOf } from './tree-value.ts';

const cells = 12;
const layout = toyLayout({ room: table(['device'], { mood: enumeration('calm', 'busy', 'wild') }) }, { device: cells });
const store = new DenseStore(layout);
const coder = new Coder(store.packing, Array<number>(cells).fill(allCodes(2)));
const trees = new Trees();

/** How many cells hold 1, by remainder of 3: one test after the other, with three ways to each. */
function remainder(from = 0, held = 0): Tree {
  if (from === cells) return trees.leaf(held);
  return trees.switch(from, [0b101, 0b010], [remainder(from + 1, held), remainder(from + 1, (held + 1) % 3)]);
}

const counted = trees.count(
  [0, 1, 2].map((cell) => ({ cell, codes: 0b100 })),
  [remainder(3), remainder(3, 1), remainder(3, 1), trees.leaf(7)],
);

describe('the subroutines of a tree', () => {
  const subroutines = new Subroutines(coder, 's');
  const calls = [remainder(), counted].map((tree) => [tree, subroutines.call(tree)] as const);

  it('answer its value', () => {
    for (const [tree, call] of calls) {
      const run = new Function(...coder.words, `${subroutines.text}return ${call};`);
      for (let seed = 1; seed < 400; seed++) {
        for (let cell = 0; cell < cells; cell++) store.cells[cell] = Math.floor(seed / 3 ** (cell % 5)) % 3;
        const words = new Int32Array(store.packing.words);
        store.pack(words, 0);
        expect(run(...words)).toBe(leafOf(tree, store.cells).value);
      }
    }
  });

  it('say once what several ways come to', () => {
    const tests = subroutines.text.split('if (').length;
    expect(coder.tree(remainder(), (value) => `return ${value};`).split('if (').length).toBeGreaterThan(1000);
    expect(tests).toBeLessThan(12 * cells);
  });

  it('are one for the same tree', () => {
    const { text } = subroutines;
    expect(subroutines.call(remainder())).toBe(calls[0]?.[1]);
    expect(subroutines.text).toBe(text);
  });
});
