import { describe, expect, it } from 'vitest';
import { FixedCells, writtenCells } from '../../../compile/export/fixed-cells.ts';
import { Trees } from '../../../compile/trees.ts';

const trees = new Trees();
const [no, one, two] = [trees.leaf(0), trees.leaf(1), trees.leaf(2)];
/** Cells 0 to 2 hold 0 to 2; the first holds 1 for ever, and the second 2. */
const fixed = new FixedCells(
  trees,
  new Map([
    [0, 1],
    [1, 2],
  ]),
  [2, 2, 2],
);
const isOne = (cell: number) => ({ cell, codes: 0b010 });

describe('the cells that are never written', () => {
  it('are those that no leaf writes', () => {
    const writes = [{ cell: 4, map: [1, 1] }];
    const inner = trees.switch(5, [1, 2], [trees.leaf(3, writes), no]);
    const outer = trees.count([isOne(0), isOne(1)], [inner, one, inner]);
    expect([...writtenCells([outer, inner])]).toEqual([4]);
  });

  it('are not asked: only the branch of what they hold is left', () => {
    expect(fixed.without(trees.switch(0, [0b001, 0b010], [no, one]))).toBe(one);
    const open = trees.switch(2, [0b001, 0b010], [trees.switch(0, [0b001, 0b010], [no, one]), two]);
    expect(fixed.without(open)).toBe(trees.switch(2, [0b001, 0b010], [one, two]));
  });

  it('make a branch that is not there end in nothing', () => {
    expect(fixed.without(trees.switch(1, [0b001, 0b010], [two, one]))).toBe(no);
  });

  it('are counted beforehand', () => {
    const all = trees.count([isOne(0), isOne(1), isOne(2), isOne(3)], [no, one, two, no, one]);
    const wide = new FixedCells(
      trees,
      new Map([
        [0, 1],
        [1, 2],
      ]),
      [2, 2, 2, 2],
    );
    expect(wide.without(all)).toBe(trees.count([isOne(2), isOne(3)], [one, two, no]));
    const three = trees.count([isOne(0), isOne(1), isOne(2)], [no, one, two, no]);
    expect(fixed.without(three)).toBe(trees.switch(2, [0b101, 0b010], [one, two]));
    expect(fixed.without(trees.count([isOne(0), isOne(1)], [no, one, two]))).toBe(one);
  });
});
