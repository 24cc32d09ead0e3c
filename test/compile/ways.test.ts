import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classesOf, type Fact } from '../../compile/classes.ts';
import { trace } from '../../compile/traced.ts';
import { hasCode, type Literal, type Tree } from '../../compile/tree.ts';
import { Trees } from '../../compile/trees.ts';
import { Ways } from '../../compile/ways.ts';
import { locks } from './locks.ts';
import { leafOf } from './tree-value.ts';

/** Whether a state has a fact. */
function has(fact: Fact, cells: Int32Array): boolean {
  const holds = ({ cell, codes }: Literal): boolean => hasCode(codes, cells[cell] as number);
  if (fact.kind === 'cell') return holds(fact);
  const number = fact.literals.filter(holds).length;
  return fact.min <= number && number <= fact.max;
}

describe('the way of a state through a tree', () => {
  const traced = trace(locks);
  const states = locks.layout.columns.flatMap(({ rows, max }) => Array<fc.Arbitrary<number>>(rows).fill(fc.nat(max)));

  it('is that of the class whose facts it has, and ends at its leaf', () => {
    const ways = new Ways();
    fc.assert(
      fc.property(fc.tuple(...states), fc.nat(traced.actions.length - 1), (codes, action) => {
        const cells = Int32Array.from(codes);
        const tree = traced.actions[action] as Tree;
        const classes = classesOf(tree);
        expect(ways.count(tree)).toBe(classes.length);
        const mine = classes.flatMap(({ facts }, number) => (facts.every((fact) => has(fact, cells)) ? [number] : []));
        expect(mine).toEqual([ways.of(tree, cells)]);
        expect(classes[mine[0] as number]?.value).toBe(leafOf(tree, cells).value);
      }),
    );
  });

  it('is one where neighbouring numbers lead to the same', () => {
    const trees = new Trees();
    const literals = [0, 1, 2].map((cell): Literal => ({ cell, codes: 2 }));
    const [no, yes] = [trees.leaf(0), trees.leaf(1)];
    const tree = trees.count(literals, [no, yes, yes, no]);
    const ways = new Ways();
    const wayOf = (...cells: readonly number[]) => ways.of(tree, Int32Array.from(cells));
    expect([wayOf(0, 0, 0), wayOf(1, 0, 0), wayOf(1, 0, 1), wayOf(1, 1, 1)]).toEqual([0, 1, 1, 2]);
    expect(ways.count(tree)).toBe(3);
    expect(ways.count(no)).toBe(1);
  });
});
