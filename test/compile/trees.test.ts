import { describe, expect, it } from 'vitest';
import type { Literal } from '../../compile/tree.ts';
import { Trees } from '../../compile/trees.ts';

const held: readonly Literal[] = [
  { cell: 0, codes: 2 },
  { cell: 1, codes: 2 },
];

describe('a factory of trees', () => {
  it('makes equal trees once', () => {
    const trees = new Trees();
    const [no, yes] = [trees.leaf(0), trees.leaf(1)];
    expect(trees.leaf(0)).toBe(no);
    expect(trees.leaf(0, [{ cell: 3, map: [1, 1] }])).not.toBe(no);
    expect(trees.leaf(0, [{ cell: 3, map: [1, 1] }])).toBe(trees.leaf(0, [{ cell: 3, map: [1, 1] }]));
    expect(trees.switch(4, [1, 2], [no, yes])).toBe(trees.switch(4, [1, 2], [no, yes]));
    expect(trees.switch(4, [1, 2], [no, yes])).not.toBe(trees.switch(5, [1, 2], [no, yes]));
    expect(trees.count(held, [no, yes, no])).toBe(trees.count(held, [no, yes, no]));
  });

  it('makes no test whose branches agree', () => {
    const trees = new Trees();
    const no = trees.leaf(0);
    expect(trees.switch(4, [1, 2], [no, no])).toBe(no);
    expect(trees.count(held, [no, null, no])).toBe(no);
  });

  it('makes one branch of those that agree', () => {
    const trees = new Trees();
    const [no, yes] = [trees.leaf(0), trees.leaf(1)];
    expect(trees.switch(4, [1, 2, 4], [no, yes, no])).toMatchObject({
      kind: 'switch',
      cell: 4,
      branches: [
        { codes: 5, next: no },
        { codes: 2, next: yes },
      ],
    });
  });

  it('takes what cannot be for the same as what is beside it', () => {
    const trees = new Trees();
    const [no, yes] = [trees.leaf(0), trees.leaf(1)];
    const three = [...held, { cell: 2, codes: 2 }];
    expect(trees.count(three, [null, no, null, yes])).toMatchObject({ next: [no, no, no, yes] });
  });

  it('replaces leaves, of equal trees only once', () => {
    const trees = new Trees();
    const [no, yes] = [trees.leaf(0), trees.leaf(1)];
    const below = trees.switch(4, [1, 2], [no, yes]);
    const tree = trees.count(held, [below, yes, no]);
    let asked = 0;
    const turned = trees.mapLeaves(({ value }) => {
      asked++;
      return trees.leaf(1 - value);
    });
    expect(turned(tree)).toBe(trees.count(held, [trees.switch(4, [1, 2], [yes, no]), no, yes]));
    expect(turned(below)).toBe(trees.switch(4, [1, 2], [yes, no]));
    expect(asked).toBe(2);
  });
});
