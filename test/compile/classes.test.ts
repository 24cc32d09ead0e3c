import { describe, expect, it } from 'vitest';
import { type BehaviourClass, classesOf, type Fact } from '../../compile/classes.ts';
import { trace } from '../../compile/traced.ts';
import { hasCode, type Literal, type Tree } from '../../compile/tree.ts';
import { Trees } from '../../compile/trees.ts';
import { locks } from './locks.ts';
import { leafOf } from './tree-value.ts';

const trees = new Trees();
const [no, yes] = [trees.leaf(0), trees.leaf(1)];
const lit = [0, 1, 2].map((cell): Literal => ({ cell, codes: 2 }));

describe('the classes of a tree', () => {
  it('are one, of which nothing need be so, where nothing is tested', () => {
    expect(classesOf(no)).toEqual([{ facts: [], value: 0, changes: [] }]);
  });

  it('have what is tested on the way to a leaf as facts', () => {
    const tree = trees.switch(3, [1, 6], [no, trees.switch(4, [1, 2], [yes, no])]);
    expect(classesOf(tree).map(({ facts, value }) => [facts, value])).toEqual([
      [[{ kind: 'cell', cell: 3, codes: 1 }], 0],
      [
        [
          { kind: 'cell', cell: 3, codes: 6 },
          { kind: 'cell', cell: 4, codes: 1 },
        ],
        1,
      ],
      [
        [
          { kind: 'cell', cell: 3, codes: 6 },
          { kind: 'cell', cell: 4, codes: 2 },
        ],
        0,
      ],
    ]);
  });

  it('say once what is tested of one cell twice', () => {
    const tree = trees.switch(3, [1, 6], [no, trees.switch(4, [1, 2], [no, trees.switch(3, [3, 4], [no, yes])])]);
    expect(classesOf(tree).at(-1)).toMatchObject({
      facts: [
        { kind: 'cell', cell: 3, codes: 4 },
        { kind: 'cell', cell: 4, codes: 2 },
      ],
      value: 1,
    });
  });

  it('put numbers of cells together that lead to the same', () => {
    const tree = trees.count(lit, [no, yes, yes, no]);
    expect(classesOf(tree)).toEqual([
      { facts: [{ kind: 'number', literals: lit, min: 0, max: 0 }], value: 0, changes: [] },
      { facts: [{ kind: 'number', literals: lit, min: 1, max: 2 }], value: 1, changes: [] },
      { facts: [{ kind: 'number', literals: lit, min: 3, max: 3 }], value: 0, changes: [] },
    ]);
  });

  it('change only what is not so already, by the facts', () => {
    const put = trees.leaf(1, [
      { cell: 0, map: [1, 1] },
      { cell: 3, map: [0, 0, 2] },
    ]);
    const changes = (tree: Tree) => classesOf(tree).map((each) => each.changes.map(({ cell, known }) => [cell, known]));
    expect(changes(put)).toEqual([
      [
        [0, 3],
        [3, 7],
      ],
    ]);
    expect(changes(trees.switch(3, [2, 5], [put, no]))).toEqual([
      [
        [0, 3],
        [3, 2],
      ],
      [],
    ]);
    expect(changes(trees.switch(3, [1, 6], [put, no]))).toEqual([[[0, 3]], []]);
    // Which of several are lit is not known, but where all or none of them are.
    expect(changes(trees.count(lit, [put, trees.switch(3, [1, 6], [put, no]), no, put]))).toEqual([
      [
        [0, 1],
        [3, 7],
      ],
      [[0, 3]],
      [],
      [],
      [[3, 7]],
    ]);
  });

  it('are met by every state in exactly one, in which the tree says the same', () => {
    const holds = ({ cell, codes }: Literal, cells: Int32Array) => hasCode(codes, cells[cell] as number);
    const isSo = (fact: Fact, cells: Int32Array): boolean => {
      if (fact.kind === 'cell') return holds(fact, cells);
      const number = fact.literals.filter((literal) => holds(literal, cells)).length;
      return number >= fact.min && number <= fact.max;
    };
    const cellsAfter = ({ changes }: BehaviourClass, cells: Int32Array): Int32Array =>
      cells.map((code, cell) => changes.find((each) => each.cell === cell)?.map[code] ?? code);
    for (const tree of trace(locks).actions) {
      const classes = classesOf(tree);
      for (let state = 0; state < 3 * 3 * 2 * 3 * 2; state++) {
        const digit = (unit: number, base: number): number => Math.floor(state / unit) % base;
        const full = Int32Array.of(digit(1, 3), digit(3, 3), digit(9, 2), digit(18, 3), digit(54, 2));
        const met = classes.filter(({ facts }) => facts.every((fact) => isSo(fact, full)));
        const { value, writes } = leafOf(tree, full);
        expect(met.map((each) => each.value)).toEqual([value]);
        const expected = full.map((code, cell) => writes.find((each) => each.cell === cell)?.map[code] ?? code);
        expect(cellsAfter(met[0] as BehaviourClass, full)).toEqual(expected);
      }
    }
  });
});
