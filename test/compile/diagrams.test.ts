import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Diagrams } from '../../compile/diagrams.ts';
import { allCodes, type Tree } from '../../compile/tree.ts';
import { Trees } from '../../compile/trees.ts';
import { leafOf } from './tree-value.ts';

const cells = 36;

function workshop() {
  const trees = new Trees();
  const diagrams = new Diagrams('the toy', trees, Array<number>(cells).fill(allCodes(2)));
  const [no, yes] = [trees.leaf(0), trees.leaf(1)];
  const holds = (cell: number, code: number): Tree =>
    diagrams.selected(
      diagrams.codeOf(cell),
      [0, 1, 2].map((each) => (each === code ? yes : no)),
    );
  const both = (one: Tree, other: Tree): Tree => diagrams.selected(one, [no, other]);
  const either = (one: Tree, other: Tree): Tree => diagrams.selected(one, [other, yes]);
  return { trees, diagrams, no, yes, holds, both, either };
}

describe('an ordered decision diagram', () => {
  it('is the same for the same function, however that is put together', () => {
    const { no, yes, holds, both, either } = workshop();
    const [a, b, c] = [holds(0, 1), holds(1, 2), holds(2, 0)];
    expect(either(both(a, b), both(a, c))).toBe(both(a, either(c, b)));
    expect(either(a, yes)).toBe(yes);
    expect(both(holds(0, 1), holds(0, 2))).toBe(no);
  });

  it('takes a tree with other things in the place of its cells', () => {
    const state = fc.array(fc.nat({ max: 2 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(state, fc.nat({ max: 3 }), (codes, least) => {
        const { trees, diagrams, no, yes } = workshop();
        const literals = [0, 1, 2].map((cell) => ({ cell, codes: 0b110 }));
        const counted = trees.count(
          literals,
          [0, 1, 2, 3].map((number) => (number >= least ? yes : no)),
        );
        // Only codes 0 and 1 of cell 3 are spoken of: of the third nothing is known.
        const tree = trees.switch(3, [1, 2], [counted, yes]);
        const shifted = diagrams.composed(
          tree,
          (cell) => diagrams.codeOf((cell + 1) % 4),
          (leaf) => leaf,
        );
        const [last, ...counts] = [codes[0] as number, ...codes.slice(1)];
        const number = counts.filter((code) => code > 0).length;
        const expected = last === 1 || number >= least ? 1 : 0;
        expect(leafOf(shifted, Int32Array.from(codes)).value).toBe(expected);
      }),
    );
  });

  it('says what becomes of a cell without a test of it', () => {
    const { trees, diagrams, holds } = workshop();
    const [two, next] = [trees.leaf(2), trees.leaf(0)];
    const turned = diagrams.selected(diagrams.codeOf(5), [trees.leaf(1), two, next]);
    const after = diagrams.selected(holds(4, 1), [diagrams.codeOf(5), turned]);
    expect(diagrams.written(5, after)).toMatchObject({
      kind: 'switch',
      cell: 4,
      branches: [
        { codes: 0b101, next: { value: 0, writes: [] } },
        { codes: 0b010, next: { value: 1, writes: [{ cell: 5, map: [1, 2, 0] }] } },
      ],
    });
  });

  it('is refused where there would be too much of it', () => {
    const { no, holds, both, either } = workshop();
    const half = cells / 2;
    const all = Array.from({ length: cells }, (_, cell) => holds(cell, 1));
    // Each cell has to do with one that comes long after it: all that came before must be remembered.
    const pairs = () =>
      all.slice(0, half).reduce((any, each, cell) => either(any, both(each, all[half + cell] as Tree)), no);
    expect(pairs).toThrow('the toy cannot be traced: its effects depend on each other in too many ways');
  });
});
