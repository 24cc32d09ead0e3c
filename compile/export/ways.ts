/** The ways on from a node of a tree, each with the formula under which it is taken. */
import { allCodes, type Codes, type Count, type Leaf, type Literal, type Switch, type Tree } from '../tree.ts';
import { all, any, type CellTest, type Formula } from './formula.ts';

export interface Way {
  readonly when: Formula;
  readonly next: Tree;
}

/** A node that is no leaf. */
export type Node = Exclude<Tree, Leaf>;

/** Nothing comes of a leaf of value 0: of a refusal, or of an invariant that is not broken. */
export const isDead = (tree: Tree): boolean => tree.kind === 'leaf' && tree.value === 0;

/**
 * At least two, to different trees, of which exactly one is open.
 *
 * @param max the highest code of every cell.
 */
export function waysOf(node: Node, max: readonly number[]): readonly Way[] {
  return node.kind === 'switch' ? switchWays(node) : countWays(node, max);
}

function switchWays({ cell, branches }: Switch): readonly Way[] {
  const within = branches.reduce((codes, branch) => codes | branch.codes, 0);
  return branches.map(({ codes, next }) => ({ when: { kind: 'cell', cell, codes, within }, next }));
}

function countWays({ literals, next }: Count, max: readonly number[]): readonly Way[] {
  const allOf = (cell: number): Codes => allCodes(max[cell] as number);
  const test = ({ cell, codes }: Literal): CellTest => ({ kind: 'cell', cell, codes, within: allOf(cell) });
  const yes = literals.map(test);
  const no = literals.map(({ cell, codes }) => test({ cell, codes: allOf(cell) & ~codes }));
  return [...new Set(next)].map((tree) => {
    const numbers = next.flatMap((other, number) => (other === tree ? [number] : []));
    return { when: howMany(yes, no, numbers), next: tree };
  });
}

/** That one of `numbers` says how many of the tests `yes` hold; `no` are their opposites. */
function howMany(yes: readonly CellTest[], no: readonly CellTest[], numbers: readonly number[]): Formula {
  const most = yes.length;
  if (numbers.length === most && !numbers.includes(0)) return any(yes);
  if (numbers.length === most && !numbers.includes(most)) return any(no);
  return any(
    numbers.map((number) => (number === 0 ? all(no) : number === most ? all(yes) : { kind: 'sum', of: yes, number })),
  );
}
