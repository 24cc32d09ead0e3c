/**
 * Which codes each cell can come to hold, by a coarse look that takes each cell by itself: never fewer than it does
 * hold in some reachable state. What stands still, such as the device of a file that stays open, is found so.
 */
import { DenseStore } from '../spec/schema/dense.ts';
import type { Program } from './program.ts';
import { type Codes, codesOf, type Leaf, type Tree } from './tree.ts';
import type { Trees } from './trees.ts';

/** A tree less what cannot be where the cells hold these codes. */
export function restricted(trees: Trees, codesByCell: readonly Codes[]): (tree: Tree) => Tree {
  const done = new Map<Tree, Tree>();
  const possibleIn = (cell: number): Codes => codesByCell[cell] as Codes;
  const restrict = (tree: Tree): Tree => {
    const known = done.get(tree);
    if (known !== undefined) return known;
    const made = restrictOnce(tree);
    done.set(tree, made);
    return made;
  };
  const restrictOnce = (tree: Tree): Tree => {
    if (tree.kind === 'leaf') return tree;
    if (tree.kind === 'switch') {
      const possible = tree.branches.filter(({ codes }) => (codes & possibleIn(tree.cell)) !== 0);
      const sets = possible.map(({ codes }) => codes & possibleIn(tree.cell));
      const next = possible.map((branch) => restrict(branch.next));
      // Where none is left the tree itself is never come to.
      return next.length === 0 ? trees.leaf(0) : trees.switch(tree.cell, sets, next);
    }
    const held = tree.literals.filter(({ cell, codes }) => (possibleIn(cell) & ~codes) === 0).length;
    const open = tree.literals.filter(({ cell, codes }) => ![0, possibleIn(cell)].includes(possibleIn(cell) & codes));
    const next = tree.next.slice(held, held + open.length + 1).map(restrict);
    const [only] = open;
    if (only === undefined) return next[0] as Tree;
    if (open.length > 1) return trees.count(open, next);
    const codes = possibleIn(only.cell);
    return trees.switch(only.cell, [codes & ~only.codes, codes & only.codes], next);
  };
  return restrict;
}

/** Every leaf of some trees, each once. */
function leavesOf(trees: readonly Tree[]): ReadonlySet<Leaf> {
  const leaves = new Set<Leaf>();
  const seen = new Set<Tree>();
  const visit = (at: Tree): void => {
    if (seen.has(at)) return;
    seen.add(at);
    if (at.kind === 'leaf') leaves.add(at);
    else if (at.kind === 'switch') for (const { next } of at.branches) visit(next);
    else at.next.forEach(visit);
  };
  trees.forEach(visit);
  return leaves;
}

/** The cells after boot. */
export function initialCells(program: Program): Int32Array {
  const store = new DenseStore(program.layout);
  program.on(store, store, () => false).boot();
  return store.cells;
}

/**
 * The codes that each cell can come to hold.
 *
 * @param grants a tree for each action, whose writes are those of its grants.
 */
export function codesReached(program: Program, trees: Trees, grants: readonly Tree[]): readonly Codes[] {
  const codesByCell: Codes[] = Array.from(initialCells(program), (code) => 1 << code);
  for (let before = ''; before !== codesByCell.join(); ) {
    before = codesByCell.join();
    const restrict = restricted(trees, [...codesByCell]);
    for (const { writes } of leavesOf(grants.map(restrict))) {
      for (const { cell, map } of writes) {
        for (const code of codesOf(codesByCell[cell] as Codes)) {
          codesByCell[cell] = (codesByCell[cell] as Codes) | (1 << (map[code] as number));
        }
      }
    }
  }
  return codesByCell;
}
