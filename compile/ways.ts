/**
 * Which way a state goes through a tree: the number of its behaviour class, in the order of `classesOf`. The classes need
 * not be listed for that; a tree is shared, and the ways below each of its nodes are counted once.
 */
import { hasCode, type Tree } from './tree.ts';

export class Ways {
  readonly #counts = new Map<Tree, number>();

  /** How many ways there are through a tree. */
  count(tree: Tree): number {
    const known = this.#counts.get(tree);
    if (known !== undefined) return known;
    const count = this.#below(tree).reduce((sum, next) => sum + this.count(next), 0);
    this.#counts.set(tree, tree.kind === 'leaf' ? 1 : count);
    return tree.kind === 'leaf' ? 1 : count;
  }

  /** The number of the way that a state goes, given by its cells. */
  of(tree: Tree, cells: Int32Array): number {
    let before = 0;
    for (let at = tree; at.kind !== 'leaf'; ) {
      if (at.kind === 'switch') {
        const code = cells[at.cell] as number;
        let place = 0;
        for (; !hasCode((at.branches[place] as { codes: number }).codes, code); place++) {
          before += this.count((at.branches[place] as { next: Tree }).next);
        }
        at = (at.branches[place] as { next: Tree }).next;
      } else {
        let number = 0;
        for (const { cell, codes } of at.literals) if (hasCode(codes, cells[cell] as number)) number++;
        for (let less = 0; less < number; less++) {
          // Neighbours that lead to the same are one way.
          if (at.next[less] !== at.next[less + 1]) before += this.count(at.next[less] as Tree);
        }
        at = at.next[number] as Tree;
      }
    }
    return before;
  }

  /** What is below a node, each way on once. */
  #below(tree: Tree): readonly Tree[] {
    if (tree.kind === 'leaf') return [];
    if (tree.kind === 'switch') return tree.branches.map(({ next }) => next);
    return tree.next.filter((next, number) => next !== tree.next[number - 1]);
  }
}
