/**
 * Whether some state has all of some facts, and leads none of some trees to a leaf other than 0: by taking cases on cells
 * until nothing is open. A "no" is a proof. Used to show that invariants, of which such trees say where they are broken,
 * leave no state that goes a certain way.
 */
import type { Fact } from './classes.ts';
import type { Codes, Literal, Tree } from './tree.ts';

/** Cases looked at before it is left undecided. */
const casesMax = 20_000;

/** A cell on which cases are taken, and the sets of codes of the cases. */
interface Split {
  readonly cell: number;
  readonly sets: readonly Codes[];
}

class Cases {
  /** Of each cell the codes that it may hold in the case in hand. */
  readonly #possible: Int32Array;
  readonly #facts: readonly Fact[];
  readonly #trees: readonly Tree[];
  #left = casesMax;

  constructor(possible: readonly Codes[], facts: readonly Fact[], trees: readonly Tree[]) {
    this.#possible = Int32Array.from(possible);
    this.#facts = facts;
    this.#trees = trees;
  }

  /** Whether some state is left in the case in hand; null if there are too many cases to tell. */
  some(): boolean | null {
    if (this.#left-- === 0) return null;
    const split = this.#split();
    if (split === 'none' || split === 'all') return split === 'all';
    const { cell, sets } = split;
    const before = this.#possible[cell] as Codes;
    let told: boolean | null = false;
    for (const codes of sets) {
      this.#possible[cell] = codes;
      told = this.some();
      if (told !== false) break;
    }
    this.#possible[cell] = before;
    return told;
  }

  /** Where to take cases; `none` if no state is left, `all` if every one will do. */
  #split(): Split | 'none' | 'all' {
    let open: Split | 'all' = 'all';
    for (const fact of this.#facts) {
      const split = fact.kind === 'cell' ? this.#number([fact], 1, 1) : this.#number(fact.literals, fact.min, fact.max);
      if (split === 'none') return 'none';
      if (open === 'all') open = split;
    }
    for (const tree of this.#trees) {
      const split = this.#zero(tree);
      if (split === 'none') return 'none';
      if (open === 'all') open = split;
    }
    return open;
  }

  /** Whether from `min` to `max` of several literals hold. */
  #number(literals: readonly Literal[], min: number, max: number): Split | 'none' | 'all' {
    let held = 0;
    let open = 0;
    let first: Literal | undefined;
    for (const literal of literals) {
      const can = (this.#possible[literal.cell] as Codes) & literal.codes;
      if (can === this.#possible[literal.cell]) held++;
      else if (can !== 0) {
        open++;
        first ??= literal;
      }
    }
    if (held > max || held + open < min) return 'none';
    return held >= min && held + open <= max ? 'all' : this.#by(first as Literal);
  }

  /** Whether a tree leads to 0. */
  #zero(tree: Tree): Split | 'none' | 'all' {
    if (tree.kind === 'leaf') return tree.value === 0 ? 'all' : 'none';
    const ways = this.#on(tree);
    const [only] = ways as [Tree];
    if (ways.length === 1) return this.#zero(only);
    const told = ways.map((next) => this.#zero(next));
    if (told.every((each) => each === told[0]) && typeof told[0] === 'string') return told[0];
    if (tree.kind === 'count') {
      const open = tree.literals.find(({ cell, codes }) => {
        const can = (this.#possible[cell] as Codes) & codes;
        return can !== 0 && can !== this.#possible[cell];
      });
      return this.#by(open as Literal);
    }
    const possible = this.#possible[tree.cell] as Codes;
    return { cell: tree.cell, sets: tree.branches.map(({ codes }) => codes & possible).filter((codes) => codes !== 0) };
  }

  /** The ways on from a node in the case in hand, each once; at least one. */
  #on(tree: Exclude<Tree, { kind: 'leaf' }>): readonly Tree[] {
    if (tree.kind === 'switch') {
      const possible = this.#possible[tree.cell] as Codes;
      return tree.branches.filter(({ codes }) => (codes & possible) !== 0).map(({ next }) => next);
    }
    let held = 0;
    let open = 0;
    for (const { cell, codes } of tree.literals) {
      const can = (this.#possible[cell] as Codes) & codes;
      if (can === this.#possible[cell]) held++;
      else if (can !== 0) open++;
    }
    return [...new Set(tree.next.slice(held, held + open + 1))];
  }

  #by({ cell, codes }: Literal): Split {
    const possible = this.#possible[cell] as Codes;
    return { cell, sets: [possible & codes, possible & ~codes] };
  }
}

/**
 * Whether some state has all facts and leads every tree to 0; null if it takes too many cases to tell.
 *
 * @param possible of each cell the codes that it may hold.
 */
export function someState(possible: readonly Codes[], facts: readonly Fact[], trees: readonly Tree[]): boolean | null {
  return new Cases(possible, facts, trees).some();
}
