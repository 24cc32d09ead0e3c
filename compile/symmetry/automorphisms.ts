/**
 * Which actions on cells are automorphisms of a traced program: they leave the initial state as it is, and turn the
 * grants of each action into the grants of some action. What a program notes of a refusal is not compared: whoever
 * wants to know of a refusal gives it a mark.
 */
import { actOn, type CellAction } from '../../spec/schema/permute.ts';
import { footprintOf } from '../independence.ts';
import { codesReached, initialCells, restricted } from '../reach.ts';
import type { TracedProgram } from '../traced.ts';
import { type Codes, onlyCode, type Tree } from '../tree.ts';
import { Comparison } from './comparison.ts';
import { touches } from './image.ts';

/** A tree with the cells that it writes, as a text. */
interface Written {
  readonly tree: Tree;
  readonly cells: string;
}

/** Trees that belong together, an action and its parts, with the cells that they read or write. */
interface Member {
  readonly trees: readonly Written[];
  readonly cells: ReadonlySet<number>;
}

const print = (cells: Iterable<number>): string => [...cells].sort((one, other) => one - other).join();

const imageOf = (action: CellAction, cells: string): string =>
  cells === '' ? '' : print(cells.split(',').map((cell) => action.to[Number(cell)] as number));

const written = ({ trees }: Member): string =>
  trees
    .map(({ cells }) => cells)
    .sort()
    .join('|');

/** Actions, or sights, of which each is to have its image among the others. */
class Family {
  readonly #members: readonly Member[];

  constructor(members: Iterable<readonly Tree[]>) {
    this.#members = Array.from(members, (trees) => {
      const { reads, writes } = footprintOf(...trees);
      return {
        trees: trees.map((tree) => ({ tree, cells: print(footprintOf(tree).writes) })),
        cells: new Set([...reads, ...writes]),
      };
    });
  }

  isMappedToItself(action: CellAction, comparison: Comparison): boolean {
    return this.#members.every(({ trees, cells }) => {
      if (![...cells].some((cell) => touches(action, cell))) return true;
      const images = trees.map((each) => imageOf(action, each.cells));
      const wanted = images.toSorted().join('|');
      const candidates = this.#members.filter((other) => wanted === written(other));
      const isImage = (other: Member, same: (tree: Tree, image: Tree) => boolean): boolean =>
        trees.every(({ tree }, place) =>
          other.trees.some((each) => each.cells === images[place] && same(tree, each.tree)),
        );
      return (
        candidates.some((other) => isImage(other, (tree, image) => comparison.sameForm(tree, image))) ||
        candidates.some((other) => isImage(other, (tree, image) => comparison.sameMeaning(tree, image)))
      );
    });
  }
}

/** Looks at one program. */
export class Automorphisms {
  readonly #initial: Int32Array;
  readonly #all: readonly Codes[];
  readonly #grants: Family;
  /** By mark: where it is seen in a state, and where on a step. */
  readonly #sights: readonly (readonly [mark: number, seen: Family])[];

  constructor({ program, trees, actions, parts, outcomes, sought }: TracedProgram) {
    this.#initial = initialCells(program);
    const never = trees.leaf(0);
    const granted = trees.mapLeaves(({ value, writes }) =>
      outcomes[value]?.granted === true ? trees.leaf(1, writes) : never,
    );
    const grants = actions.map(granted);
    this.#all = codesReached(program, trees, [...grants, ...parts.flat()]);
    const restrict = restricted(trees, this.#all);
    const members = grants.map((grant, action) => [grant, ...(parts[action] as readonly Tree[])].map(restrict));
    // Many actions do the same, and are looked at once.
    this.#grants = new Family(new Map(members.map((each) => [each.map(({ number }) => number).join(), each])).values());
    const seen = new Map<string, { readonly mark: number; readonly trees: Set<Tree> }>();
    for (const { mark, action, tree } of sought) {
      // Not by action: whether something is seen on a step from a state, not on which, is what must not change.
      const key = `${mark}${action < 0 ? 's' : ''}`;
      const known = seen.get(key) ?? { mark, trees: new Set() };
      seen.set(key, known);
      known.trees.add(restrict(tree));
    }
    this.#sights = [...seen.values()].map((each) => [each.mark, new Family([...each.trees].map((tree) => [tree]))]);
  }

  isOne(action: CellAction): boolean {
    const image = actOn(this.#initial, action);
    return (
      image.every((code, cell) => code === this.#initial[cell]) &&
      this.#grants.isMappedToItself(action, new Comparison(action, this.#all))
    );
  }

  /** The same on every state that can be reached, without moving what stands still. */
  effective({ to, codes }: CellAction): CellAction {
    const moves = to.map((_, cell) => (this.#standsStill(cell, to) ? 0 : 1));
    return {
      to: to.map((image, cell) => (moves[cell] === 1 ? image : cell)),
      codes: codes.map((map, cell) => (moves[cell] === 1 ? map : null)),
    };
  }

  /** Whether a cell and all that take its place in turn hold one code for ever. */
  #standsStill(cell: number, to: Int32Array): boolean {
    let at = cell;
    do {
      if (onlyCode(this.#all[at] as Codes) < 0) return false;
      at = to[at] as number;
    } while (at !== cell);
    return true;
  }

  /** The marks that are not seen in the image of every state in which, or on a step from which, they are seen. */
  marksMoved(action: CellAction): ReadonlySet<number> {
    const comparison = new Comparison(action, this.#all);
    const moved = this.#sights.filter(([, seen]) => !seen.isMappedToItself(action, comparison));
    return new Set(moved.map(([mark]) => mark));
  }
}
