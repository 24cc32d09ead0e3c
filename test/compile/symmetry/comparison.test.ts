import { describe, expect, it } from 'vitest';
import { Comparison } from '../../../compile/symmetry/comparison.ts';
import type { Tree, Write } from '../../../compile/tree.ts';
import { Trees } from '../../../compile/trees.ts';
import type { CellAction } from '../../../spec/schema/permute.ts';

const cells = 20;
/** Cells of four codes. */
const all = Array<number>(cells).fill(0b1111);
const none: CellAction = { to: Int32Array.from(all, (_, cell) => cell), codes: all.map(() => null) };
/** Cells 0 and 1 take each other's place; in cell 2 codes 1 and 2 do. */
const exchange: CellAction = {
  to: none.to.map((cell) => (cell === 0 ? 1 : cell === 1 ? 0 : cell)),
  codes: all.map((_, cell) => (cell === 2 ? [0, 2, 1, 3] : null)),
};

const trees = new Trees();
const no = trees.leaf(0);
const yes = trees.leaf(1);
const isOne = (cell: number, next: Tree = yes, otherwise: Tree = no): Tree =>
  trees.switch(cell, [0b10, 0b1101], [next, otherwise]);
const someAreOne = (of: readonly number[], next: readonly Tree[]): Tree =>
  trees.count(
    of.map((cell) => ({ cell, codes: 0b10 })),
    next,
  );
const writes = (...of: readonly Write[]): Tree => trees.leaf(1, of);
const same = (tree: Tree, other: Tree, action = none) => new Comparison(action, all).sameMeaning(tree, other);
const sameForm = (tree: Tree, other: Tree, action = none) => new Comparison(action, all).sameForm(tree, other);

describe('a tree on renamed states', () => {
  it('has its cells and codes renamed, in tests and in writes', () => {
    const set = (cell: number, map: readonly number[]): Write => ({ cell, map });
    const twoSet = writes(set(0, [3, 3, 3, 3]), set(2, [1, 1, 1, 3]));
    const imageSet = writes(set(1, [3, 3, 3, 3]), set(2, [2, 2, 2, 3]));
    const tree = isOne(0, trees.switch(2, [0b10, 0b1101], [twoSet, no]));
    const image = isOne(1, trees.switch(2, [0b1011, 0b100], [no, imageSet]));
    expect(sameForm(tree, image, exchange)).toBe(true);
    expect(sameForm(tree, tree, exchange)).toBe(false);
    expect(same(tree, image, exchange)).toBe(true);
    expect(same(tree, tree, exchange)).toBe(false);
  });

  it('is a count of renamed literals, in any order', () => {
    const tree = someAreOne([0, 3, 4], [no, yes, no, yes]);
    expect(sameForm(tree, someAreOne([3, 1, 4], [no, yes, no, yes]), exchange)).toBe(true);
    expect(sameForm(tree, someAreOne([3, 1, 5], [no, yes, no, yes]), exchange)).toBe(false);
    expect(sameForm(tree, someAreOne([3, 1], [no, yes, no]), exchange)).toBe(false);
    expect(sameForm(tree, someAreOne([3, 1, 4], [yes, yes, no, yes]), exchange)).toBe(false);
  });
});

describe('two trees', () => {
  it('mean the same where they test the same in another order', () => {
    expect(sameForm(isOne(3, isOne(4)), isOne(4, isOne(3)))).toBe(false);
    expect(same(isOne(3, isOne(4)), isOne(4, isOne(3)))).toBe(true);
    expect(same(isOne(3, isOne(4)), isOne(4, isOne(5)))).toBe(false);
    expect(same(isOne(3, yes, isOne(4)), isOne(4, isOne(3)))).toBe(false);
  });

  it('mean the same where one counts what the other tests one by one', () => {
    const both = someAreOne([3, 4], [no, no, yes]);
    expect(same(both, isOne(3, isOne(4)))).toBe(true);
    expect(same(isOne(3, isOne(4)), both)).toBe(true);
    expect(same(someAreOne([3, 4], [no, yes, yes]), isOne(3, yes, isOne(4)))).toBe(true);
    expect(same(both, isOne(3, yes, isOne(4)))).toBe(false);
  });

  it('mean the same where counts that share cells leave no other way', () => {
    // At most one of three, then at least one of the first two: so not the third.
    const tree = (rest: Tree) => someAreOne([3, 4, 5], [no, someAreOne([3, 4], [no, rest, no]), no, no]);
    expect(same(tree(isOne(5, no, yes)), tree(yes))).toBe(true);
    expect(same(tree(isOne(4, no, yes)), tree(yes))).toBe(false);
    // Exactly one of 3 and 4, of 4 and 5, and of 5 and 3: no state.
    const odd = someAreOne([3, 4], [no, someAreOne([4, 5], [no, someAreOne([3, 5], [no, yes, no]), no]), no]);
    expect(same(odd, no)).toBe(true);
  });

  it('mean the same where they write the same to what the cells can hold', () => {
    const set = (map: readonly number[]): Tree => isOne(3, writes({ cell: 3, map }));
    expect(same(set([2, 2, 2, 2]), set([0, 2, 1, 3]))).toBe(true);
    expect(same(set([2, 2, 2, 2]), set([2, 1, 2, 2]))).toBe(false);
    expect(same(isOne(3, writes({ cell: 3, map: [1, 1, 1, 1] })), isOne(3))).toBe(true);
  });

  it('are taken to differ where it would take too long to see', () => {
    const parity = (of: readonly number[]): Tree => {
      const [odd, even] = of.reduce<readonly [Tree, Tree]>(
        ([one, other], cell) => [isOne(cell, other, one), isOne(cell, one, other)],
        [yes, no],
      );
      return odd === even ? no : odd;
    };
    const upwards = Array.from({ length: cells - 4 }, (_, cell) => cell);
    expect(same(parity(upwards.slice(0, 6)), parity(upwards.slice(0, 6).toReversed()))).toBe(true);
    expect(same(parity(upwards), parity(upwards.toReversed()))).toBe(false);
  });
});
