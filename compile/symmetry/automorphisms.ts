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

/** Trees of which each is to have its image among the others, with the cells that they read or write. */
class Family {
  readonly #trees: readonly (readonly [tree: Tree, cells: ReadonlySet<number>, written: string])[];

  constructor(trees: ReadonlySet<Tree>) {
    this.#trees = [...trees].map((tree) => {
      const { reads, writes } = footprintOf(tree);
      return [tree, new Set([...reads, ...writes]), Family.#print(writes)];
    });
  }

  static #print(cells: Iterable<number>): string {
    return [...cells].sort((one, other) => one - other).join();
  }

  isMappedToItself(action: CellAction, comparison: Comparison): boolean {
    return this.#trees.every(([tree, cells, written]) => {
      if (![...cells].some((cell) => touches(action, cell))) return true;
      const image =
        written === '' ? '' : Family.#print(written.split(',').map((cell) => action.to[Number(cell)] as number));
      const candidates = this.#trees.filter(([, , each]) => each === image);
      return (
        candidates.some(([other]) => comparison.sameForm(tree, other)) ||
        candidates.some(([other]) => comparison.sameMeaning(tree, other))
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

  constructor({ program, trees, actions, outcomes, sought }: TracedProgram) {
    this.#initial = initialCells(program);
    const never = trees.leaf(0);
    const granted = trees.mapLeaves(({ value, writes }) =>
      outcomes[value]?.granted === true ? trees.leaf(1, writes) : never,
    );
    const grants = actions.map(granted);
    this.#all = codesReached(program, trees, grants);
    const restrict = restricted(trees, this.#all);
    this.#grants = new Family(new Set(grants.map(restrict)));
    const seen = new Map<string, { readonly mark: number; readonly trees: Set<Tree> }>();
    for (const { mark, action, tree } of sought) {
      // Not by action: whether something is seen on a step from a state, not on which, is what must not change.
      const key = `${mark}${action < 0 ? 's' : ''}`;
      const known = seen.get(key) ?? { mark, trees: new Set() };
      seen.set(key, known);
      known.trees.add(restrict(tree));
    }
    this.#sights = [...seen.values()].map((each) => [each.mark, new Family(each.trees)]);
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
