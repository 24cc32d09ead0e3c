/**
 * Whether one tree does on renamed states what another does on states as they are. Trees that were traced in another
 * order of tests differ in form; so where the forms differ both are walked at once, under what is known on the path.
 */
import type { CellAction } from '../../spec/schema/permute.ts';
import {
  type Codes,
  type Count,
  codesOf,
  type Leaf,
  type Literal,
  type Switch,
  type Tree,
  type Write,
} from '../tree.ts';
import { imageOfCodes, imageOfLiteral, imageOfWrite } from './image.ts';
import { Knowledge } from './knowledge.ts';

/** The most steps of one walk; what takes longer is taken to differ. */
const stepsMax = 50_000;

/** A way on from a test: what is learnt on it, and where it leads. */
interface Way {
  readonly learn: () => void;
  readonly to: Tree;
}

/** A test as it is after renaming. */
interface Renaming {
  readonly literal: (literal: Literal) => Literal;
  readonly cell: (cell: number) => number;
  readonly codes: (cell: number, codes: Codes) => Codes;
}

const asIs: Renaming = { literal: (literal) => literal, cell: (cell) => cell, codes: (_, codes) => codes };

const sameMap = (one: readonly number[], other: readonly number[]): boolean =>
  one.every((code, from) => code === other[from]);

export class Comparison {
  readonly #action: CellAction;
  readonly #renaming: Renaming;
  readonly #knowledge: Knowledge;
  /** Pairs whose forms were compared, by the numbers of both. */
  readonly #known = new Map<string, boolean>();
  #steps = 0;

  /** @param all all codes of each cell. */
  constructor(action: CellAction, all: readonly Codes[]) {
    this.#action = action;
    this.#renaming = {
      literal: (literal) => imageOfLiteral(action, literal),
      cell: (cell) => action.to[cell] as number,
      codes: (cell, codes) => imageOfCodes(action, cell, codes),
    };
    this.#knowledge = new Knowledge(all);
  }

  /** Whether `other` is `tree` with its cells and codes renamed, up to the order of branches and literals. */
  sameForm(tree: Tree, other: Tree): boolean {
    if (tree.kind !== other.kind) return false;
    const key = `${tree.number}:${other.number}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const same = this.#sameForm(tree, other);
    this.#known.set(key, same);
    return same;
  }

  /** Whether `other` does on every renamed state what `tree` does on the state. May fail to see it, never errs in seeing it. */
  sameMeaning(tree: Tree, other: Tree): boolean {
    this.#steps = 0;
    return this.#walk(tree, other);
  }

  #sameForm(tree: Tree, other: Tree): boolean {
    if (tree.kind === 'leaf') return this.#sameLeaf(tree, other as Leaf);
    return tree.kind === 'switch' ? this.#sameSwitch(tree, other as Switch) : this.#sameCount(tree, other as Count);
  }

  #sameLeaf(tree: Leaf, other: Leaf): boolean {
    if (tree.value !== other.value || tree.writes.length !== other.writes.length) return false;
    return tree.writes.every((write) => {
      const { cell, map } = imageOfWrite(this.#action, write);
      return other.writes.some((each) => each.cell === cell && sameMap(each.map, map));
    });
  }

  #sameSwitch(tree: Switch, other: Switch): boolean {
    if (this.#action.to[tree.cell] !== other.cell || tree.branches.length !== other.branches.length) return false;
    return tree.branches.every(({ codes, next }) => {
      const image = imageOfCodes(this.#action, tree.cell, codes);
      return other.branches.some((branch) => branch.codes === image && this.sameForm(next, branch.next));
    });
  }

  #sameCount(tree: Count, other: Count): boolean {
    if (tree.literals.length !== other.literals.length) return false;
    const literals = tree.literals.map((literal) => imageOfLiteral(this.#action, literal));
    return (
      literals.every(({ cell, codes }) => other.literals.some((each) => each.cell === cell && each.codes === codes)) &&
      tree.next.every((next, number) => this.sameForm(next, other.next[number] as Tree))
    );
  }

  #walk(tree: Tree, other: Tree): boolean {
    if (this.sameForm(tree, other)) return true;
    if (++this.#steps > stepsMax) return false;
    if (tree.kind !== 'leaf') {
      return this.#ways(tree, this.#renaming).every((way) => this.#along(way, way.to, other));
    }
    if (other.kind !== 'leaf') return this.#ways(other, asIs).every((way) => this.#along(way, tree, way.to));
    return tree.value === other.value && this.#sameWrites(tree, other);
  }

  /** What cannot be agrees with everything. */
  #along(way: Way, tree: Tree, other: Tree): boolean {
    const { place } = this.#knowledge;
    way.learn();
    const same = !this.#knowledge.isPossible || this.#walk(tree, other);
    this.#knowledge.undo(place);
    return same;
  }

  #ways(tree: Switch | Count, renaming: Renaming): readonly Way[] {
    return tree.kind === 'switch' ? this.#branches(tree, renaming) : this.#numbers(tree, renaming);
  }

  #branches({ cell, branches }: Switch, renaming: Renaming): readonly Way[] {
    const at = renaming.cell(cell);
    const possible = this.#knowledge.codes(at);
    return branches
      .map(({ codes, next }) => ({ codes: renaming.codes(cell, codes) & possible, to: next }))
      .filter(({ codes }) => codes !== 0)
      .map(({ codes, to }) => ({ learn: () => this.#knowledge.learnCodes(at, codes), to }));
  }

  /** Numbers in a row that lead to the same are one way. */
  #numbers({ literals, next }: Count, renaming: Renaming): readonly Way[] {
    const images = literals.map(renaming.literal);
    const ways: Way[] = [];
    for (let min = 0; min < next.length; ) {
      const to = next[min] as Tree;
      const end = next.findIndex((each, number) => number > min && each !== to);
      const [least, most] = [min, end < 0 ? literals.length : end - 1];
      ways.push({ learn: () => this.#knowledge.learnNumber(images, least, most), to });
      min = most + 1;
    }
    return ways;
  }

  /** Whether both leaves write the same to what the cells may hold. */
  #sameWrites(tree: Leaf, other: Leaf): boolean {
    const images = tree.writes.map((write) => imageOfWrite(this.#action, write));
    const cells = new Set([...images, ...other.writes].map(({ cell }) => cell));
    const after = (writes: readonly Write[], cell: number, code: number): number =>
      writes.find((write) => write.cell === cell)?.map[code] ?? code;
    return [...cells].every((cell) =>
      codesOf(this.#knowledge.codes(cell)).every(
        (code) => after(images, cell, code) === after(other.writes, cell, code),
      ),
    );
  }
}
