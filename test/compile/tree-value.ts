/** Where a tree leads from a state, step by step: what code made from trees is held against. */
import { hasCode, type Leaf, type Literal, type Tree } from '../../compile/tree.ts';

/** The leaf of the state with these cells. */
export function leafOf(tree: Tree, cells: Int32Array): Leaf {
  const holds = ({ cell, codes }: Literal): boolean => hasCode(codes, cells[cell] as number);
  switch (tree.kind) {
    case 'leaf':
      return tree;
    case 'switch': {
      const branch = tree.branches.find(({ codes }) => holds({ cell: tree.cell, codes }));
      if (branch === undefined) throw new Error(`cell ${tree.cell} cannot hold ${cells[tree.cell]} here`);
      return leafOf(branch.next, cells);
    }
    case 'count':
      return leafOf(tree.next[tree.literals.filter(holds).length] as Tree, cells);
  }
}
