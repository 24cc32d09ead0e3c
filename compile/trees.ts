/**
 * Makes trees, each only once and reduced: a test whose branches agree is not made, branches that agree are one, and
 * what cannot be is taken to be the same as what is beside it.
 */
import type { Codes, Count, Leaf, Literal, Switch, Tree, Write } from './tree.ts';

const printWrites = (writes: readonly Write[]): string => writes.map(({ cell, map }) => `${cell}:${map}`).join(';');
const printLiterals = (literals: readonly Literal[]): string =>
  literals.map(({ cell, codes }) => `${cell}:${codes}`).join(';');

export class Trees {
  readonly #known = new Map<string, Tree>();

  #once<T extends Tree>(key: string, make: (number: number) => T): T {
    const known = this.#known.get(key);
    if (known !== undefined) return known as T;
    const made = make(this.#known.size);
    this.#known.set(key, made);
    return made;
  }

  /** @param writes in the order of their cells, each of another cell. */
  leaf(value: number, writes: readonly Write[] = []): Leaf {
    return this.#once(`${value}|${printWrites(writes)}`, (number) => ({ kind: 'leaf', number, value, writes }));
  }

  /**
   * @param sets at least one; disjoint sets of codes.
   * @param next where each of them leads.
   */
  switch(cell: number, sets: readonly Codes[], next: readonly Tree[]): Tree {
    const different: Tree[] = [];
    const merged: Codes[] = [];
    for (let place = 0; place < next.length; place++) {
      const tree = next[place] as Tree;
      const known = different.indexOf(tree);
      if (known < 0) merged[different.push(tree) - 1] = sets[place] as Codes;
      else merged[known] = (merged[known] as Codes) | (sets[place] as Codes);
    }
    const [only] = different as [Tree];
    if (different.length === 1) return only;
    const key = `?${cell}|${merged}|${different.map(({ number }) => number)}`;
    return this.#once<Switch>(key, (number) => {
      const branches = different.map((tree, place) => ({ codes: merged[place] as Codes, next: tree }));
      return { kind: 'switch', number, cell, branches };
    });
  }

  /**
   * @param literals at least two, each of another cell.
   * @param next for each number of literals that may hold, from 0 to all; null where that cannot be. At least one is not.
   */
  count(literals: readonly Literal[], next: readonly (Tree | null)[]): Tree {
    const possible = next.filter((tree) => tree !== null);
    const [first] = possible as [Tree, ...Tree[]];
    if (possible.every((tree) => tree === first)) return first;
    // What cannot be may be anything: the same as its neighbour, so that fewer branches differ.
    let neighbour = first;
    const total = next.map((tree) => {
      neighbour = tree ?? neighbour;
      return neighbour;
    });
    const key = `#${printLiterals(literals)}|${total.map(({ number }) => number).join(',')}`;
    return this.#once<Count>(key, (number) => ({ kind: 'count', number, literals, next: total }));
  }

  /** A function that replaces every leaf of a tree. It remembers trees, so `change` is asked once for each leaf. */
  mapLeaves(change: (leaf: Leaf) => Tree): (tree: Tree) => Tree {
    const done = new Map<Tree, Tree>();
    const map = (from: Tree): Tree => {
      const known = done.get(from);
      if (known !== undefined) return known;
      const made = this.#mapped(from, change, map);
      done.set(from, made);
      return made;
    };
    return map;
  }

  #mapped(from: Tree, change: (leaf: Leaf) => Tree, map: (tree: Tree) => Tree): Tree {
    switch (from.kind) {
      case 'leaf':
        return change(from);
      case 'switch':
        return this.switch(
          from.cell,
          from.branches.map(({ codes }) => codes),
          from.branches.map(({ next }) => map(next)),
        );
      case 'count':
        return this.count(from.literals, from.next.map(map));
    }
  }
}
