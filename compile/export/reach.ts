/**
 * Where a tree leads, as one formula. What every way to a live leaf has in common is said once: the nodes that all of
 * them pass part the tree into sections, and the formula is a conjunction over these.
 */
import type { Tree } from '../tree.ts';
import { all, any, type Formula, never } from './formula.ts';
import { isDead, type Way, waysOf } from './ways.ts';

export class Reach {
  readonly #max: readonly number[];
  readonly #passed = new Map<Tree, readonly Tree[]>();

  /** @param max the highest code of every cell. */
  constructor(max: readonly number[]) {
    this.#max = max;
  }

  /**
   * That a tree leads to a live leaf.
   *
   * @param tree has but one live leaf, or none.
   */
  guard(tree: Tree): Formula {
    return isDead(tree) ? never : this.#way(tree, this.last(tree));
  }

  /** The last node that every way from a tree to a live leaf passes: a leaf, or where they part for good. */
  last(tree: Tree): Tree {
    return this.#passedBy(tree).at(-1) as Tree;
  }

  /** The ways on from a tree that lead to live leaves; none from a leaf. */
  live(tree: Tree): readonly Way[] {
    return tree.kind === 'leaf' ? [] : waysOf(tree, this.#max).filter(({ next }) => !isDead(next));
  }

  /** The nodes that every way from a tree to a live leaf passes, in order, the tree itself first. */
  #passedBy(tree: Tree): readonly Tree[] {
    const known = this.#passed.get(tree);
    if (known !== undefined) return known;
    const [first = [], ...others] = this.live(tree).map(({ next }) => this.#passedBy(next));
    const passed = [tree, ...first.filter((node) => others.every((other) => other.includes(node)))];
    this.#passed.set(tree, passed);
    return passed;
  }

  /** That the way from a tree leads to a node which all its ways to a live leaf pass. */
  #way(from: Tree, to: Tree): Formula {
    const [, ...passed] = this.#passedBy(from);
    const sections: Formula[] = [];
    for (let node = from; node !== to; node = passed.shift() as Tree) {
      sections.push(this.#section(node, passed[0] as Tree));
    }
    return all(sections);
  }

  #section(node: Tree, to: Tree): Formula {
    return any(this.live(node).map(({ when, next }) => all([when, this.#way(next, to)])));
  }
}
