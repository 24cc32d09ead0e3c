/**
 * Ordered decision diagrams: trees that test cells one at a time, each at most once on a path, and always in one order.
 * So two that do the same are one tree, and one can be put into another without going through every path of both.
 */
import { tooLarge } from './not-traceable.ts';
import { type Branch, type Codes, type Count, codesOf, hasCode, type Leaf, type Switch, type Tree } from './tree.ts';
import type { Trees } from './trees.ts';

/** The most nodes that are put into one another in diagrams of one order. */
const stepsMax = 1 << 18;

/** What stands in the place of a cell: the diagram whose value is its code. */
export type CodeOf = (cell: number) => Tree;

/** What is left of a diagram where a cell that it may begin with holds a code. */
function at(tree: Tree, cell: number, code: number): Tree {
  if (tree.kind !== 'switch' || tree.cell !== cell) return tree;
  return (tree.branches.find(({ codes }) => hasCode(codes, code)) as { next: Tree }).next;
}

export class Diagrams {
  readonly #name: string;
  readonly #trees: Trees;
  readonly #all: readonly Codes[];
  /** By cell, its place in the order: the sooner it was asked for, the sooner it is tested. */
  readonly #ranks = new Map<number, number>();
  readonly #selected = new Map<string, Tree>();

  /**
   * @param name of what they are made for, for errors.
   * @param all all codes of each cell.
   */
  constructor(name: string, trees: Trees, all: readonly Codes[]) {
    this.#name = name;
    this.#trees = trees;
    this.#all = all;
  }

  /** The diagram whose value is the code of a cell. */
  codeOf(cell: number): Tree {
    if (!this.#ranks.has(cell)) this.#ranks.set(cell, this.#ranks.size);
    return this.#switch(cell, (code) => this.#trees.leaf(code));
  }

  /** A tree with diagrams in the places of its cells and of its leaves. */
  composed(tree: Tree, codeOf: CodeOf, leafOf: (leaf: Leaf) => Tree): Tree {
    const done = new Map<Tree, Tree>();
    const compose = (from: Tree): Tree => {
      const known = done.get(from);
      if (known !== undefined) return known;
      const made = composeOnce(from);
      done.set(from, made);
      return made;
    };
    const composeOnce = (from: Tree): Tree => {
      if (from.kind === 'leaf') return leafOf(from);
      return from.kind === 'switch' ? this.#ofSwitch(from, codeOf, compose) : this.#ofCount(from, codeOf, compose);
    };
    return compose(tree);
  }

  /**
   * Goes on from a diagram by its value.
   *
   * @param next a diagram for each value that it may have.
   * @throws TooManyPaths
   */
  selected(by: Tree, next: readonly Tree[]): Tree {
    const [first] = next as readonly [Tree];
    if (next.every((each) => each === first)) return first;
    if (by.kind === 'leaf') return next[by.value] as Tree;
    const key = `${by.number}:${next.map(({ number }) => number)}`;
    const known = this.#selected.get(key);
    if (known !== undefined) return known;
    if (this.#selected.size === stepsMax) throw tooLarge(this.#name);
    const cell = this.#firstOf([by, ...next]);
    const made = this.#switch(cell, (code) =>
      this.selected(
        at(by, cell, code),
        next.map((each) => at(each, cell, code)),
      ),
    );
    this.#selected.set(key, made);
    return made;
  }

  /**
   * What becomes of a cell, as a tree that tests other cells only: it is written at leaves of value 1, and stays as it is
   * at those of value 0.
   *
   * @param after the diagram whose value is its code after.
   */
  written(cell: number, after: Tree): Tree {
    const done = new Map<string, Tree>();
    const join = (byCode: readonly Tree[]): Tree => {
      const key = byCode.map(({ number }) => number).join();
      const made = done.get(key) ?? joinOnce(byCode);
      done.set(key, made);
      return made;
    };
    const joinOnce = (byCode: readonly Tree[]): Tree => {
      if (byCode.every((each) => each.kind === 'leaf')) {
        const map = byCode.map(({ value }) => value);
        return map.every((to, from) => to === from) ? this.#trees.leaf(0) : this.#trees.leaf(1, [{ cell, map }]);
      }
      const first = this.#firstOf(byCode);
      return this.#switch(first, (code) => join(byCode.map((each) => at(each, first, code))));
    };
    const where = (code: number): Tree => {
      const known = this.#trees.leaf(code);
      const codeOf = (each: number): Tree => (each === cell ? known : this.codeOf(each));
      return this.composed(after, codeOf, (leaf) => leaf);
    };
    return join(codesOf(this.#all[cell] as Codes).map(where));
  }

  #ofSwitch({ cell, branches }: Switch, codeOf: CodeOf, compose: (tree: Tree) => Tree): Tree {
    // What cannot be is taken to be the same as something that can.
    const [other] = branches as readonly [Branch, ...Branch[]];
    const next = codesOf(this.#all[cell] as Codes).map((code) =>
      compose((branches.find(({ codes }) => hasCode(codes, code)) ?? other).next),
    );
    return this.selected(codeOf(cell), next);
  }

  #ofCount({ literals, next }: Count, codeOf: CodeOf, compose: (tree: Tree) => Tree): Tree {
    /** From each number of literals that hold among those gone through, the last first, where to go on. */
    let byNumber = next.map(compose);
    for (const { cell, codes } of literals.toReversed()) {
      const by = codeOf(cell);
      const all = codesOf(this.#all[cell] as Codes);
      byNumber = byNumber.slice(1).map((more, number) => {
        const same = byNumber[number] as Tree;
        return this.selected(
          by,
          all.map((code) => (hasCode(codes, code) ? more : same)),
        );
      });
    }
    return byNumber[0] as Tree;
  }

  /** The cell that comes first in the order of all that these diagrams, one of which is no leaf, begin with. */
  #firstOf(diagrams: readonly Tree[]): number {
    let first = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const each of diagrams) {
      const rank = each.kind === 'switch' ? (this.#ranks.get(each.cell) as number) : least;
      if (rank >= least) continue;
      first = (each as Switch).cell;
      least = rank;
    }
    return first;
  }

  #switch(cell: number, next: (code: number) => Tree): Tree {
    const codes = codesOf(this.#all[cell] as Codes);
    return this.#trees.switch(
      cell,
      codes.map((code) => 1 << code),
      codes.map(next),
    );
  }
}
