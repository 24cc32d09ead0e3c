/**
 * Cells that no action ever writes keep their first code: trees without the tests of them. Which device a file is of,
 * say, is state only in designs where it can change.
 */
import { allCodes, type Count, hasCode, type Literal, type Switch, type Tree } from '../tree.ts';
import type { Trees } from '../trees.ts';

/** The cells that are written at some leaf of some tree. */
export function writtenCells(roots: readonly Tree[]): ReadonlySet<number> {
  const written = new Set<number>();
  const seen = new Set<Tree>();
  const visit = (tree: Tree): void => {
    if (seen.has(tree)) return;
    seen.add(tree);
    if (tree.kind === 'leaf') for (const { cell } of tree.writes) written.add(cell);
    else if (tree.kind === 'switch') for (const { next } of tree.branches) visit(next);
    else tree.next.forEach(visit);
  };
  roots.forEach(visit);
  return written;
}

/** Takes trees as they are once some cells are known. */
export class FixedCells {
  readonly #trees: Trees;
  readonly #codes: ReadonlyMap<number, number>;
  readonly #max: readonly number[];
  readonly #done = new Map<Tree, Tree>();

  /**
   * @param codes the code of each cell that is known.
   * @param max the highest code of every cell.
   */
  constructor(trees: Trees, codes: ReadonlyMap<number, number>, max: readonly number[]) {
    this.#trees = trees;
    this.#codes = codes;
    this.#max = max;
  }

  /** The tree without tests of known cells. What cannot come about becomes the leaf of value 0. */
  without(tree: Tree): Tree {
    const known = this.#done.get(tree);
    if (known !== undefined) return known;
    const made = tree.kind === 'leaf' ? tree : tree.kind === 'switch' ? this.#switch(tree) : this.#count(tree);
    this.#done.set(tree, made);
    return made;
  }

  #switch({ cell, branches }: Switch): Tree {
    const code = this.#codes.get(cell);
    if (code !== undefined) {
      const branch = branches.find(({ codes }) => hasCode(codes, code));
      return branch === undefined ? this.#trees.leaf(0) : this.without(branch.next);
    }
    const sets = branches.map(({ codes }) => codes);
    return this.#trees.switch(
      cell,
      sets,
      branches.map(({ next }) => this.without(next)),
    );
  }

  #count({ literals, next }: Count): Tree {
    const open = literals.filter(({ cell }) => !this.#codes.has(cell));
    const held = literals.filter(({ cell, codes }) => hasCode(codes, this.#codes.get(cell) ?? -1)).length;
    const left = next.slice(held, held + open.length + 1).map((tree) => this.without(tree));
    if (open.length > 1) return this.#trees.count(open, left);
    const [none, one] = left as [Tree, Tree];
    if (open.length === 0) return none;
    const { cell, codes } = open[0] as Literal;
    return this.#trees.switch(cell, [allCodes(this.#max[cell] as number) & ~codes, codes], [none, one]);
  }
}
