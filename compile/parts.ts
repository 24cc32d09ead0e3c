/**
 * An action traced effect by effect. Where it does something for each of several things, its ways as a whole are the
 * product of the ways for each. So each effect is traced by itself, over whatever state the effects before it leave, and
 * put into what became of each cell until then: a diagram over the state before the action. These add up; and since
 * all are over that one state, they may be gone through in any order.
 */
import { NoSuchRow, OutOfRange } from '../spec/schema/view.ts';
import { Diagrams } from './diagrams.ts';
import { type Explorer, treeOver } from './explore.ts';
import { footprintOf } from './independence.ts';
import { failing } from './not-traceable.ts';
import type { SymbolicStore } from './symbolic-store.ts';
import { allCodes, type Leaf, type Tree, type Write } from './tree.ts';
import type { Trees } from './trees.ts';

/** What a program is traced with. */
export interface Tools {
  readonly store: SymbolicStore;
  readonly explorer: Explorer;
  readonly trees: Trees;
}

/** Values of the leaves of effects. */
const done = 1;
const defect = 0;

/** A tree whose leaves of value 1 are numbered from 1 on instead, and these leaves; those of value 0 keep it. */
export function shapeOf(part: Tree, trees: Trees): { readonly shape: Tree; readonly leaves: readonly Leaf[] } {
  const leaves: Leaf[] = [];
  const shape = trees.mapLeaves((leaf) => trees.leaf(leaf.value === 0 ? 0 : leaves.push(leaf)))(part);
  return { shape, leaves };
}

/** Trees of one shape as one, which writes what all of them write. */
function joined(parts: readonly Tree[], trees: Trees): readonly Tree[] {
  const byShape = new Map<Tree, Write[][]>();
  for (const part of parts) {
    const { shape, leaves } = shapeOf(part, trees);
    const writes = byShape.get(shape) ?? leaves.map(() => []);
    byShape.set(shape, writes);
    for (const [place, leaf] of leaves.entries()) (writes[place] as Write[]).push(...leaf.writes);
  }
  return [...byShape].map(([shape, writes]) =>
    trees.mapLeaves(({ value }) => (value === 0 ? trees.leaf(0) : trees.leaf(1, byCell(writes[value - 1] as Write[]))))(
      shape,
    ),
  );
}

const byCell = (writes: readonly Write[]): readonly Write[] => writes.toSorted((one, other) => one.cell - other.cell);

export class PartedAction {
  readonly #name: string;
  readonly #tools: Tools;
  readonly #diagrams: Diagrams;
  /** By cell that may have changed, the diagram whose value is its code after the effects so far. */
  readonly #after = new Map<number, Tree>();
  /** Value 1 where the effects so far left the range of a field, or named a row that is not there. */
  #defect: Tree;

  /**
   * @param effects as a program gives them.
   * @throws NotTraceable where one may fail, or has too many ways by itself.
   */
  constructor(name: string, effects: readonly (() => boolean)[], tools: Tools) {
    const { store, trees } = tools;
    const all = store.layout.columns.flatMap(({ rows, max }) => Array<number>(rows).fill(allCodes(max)));
    this.#name = name;
    this.#tools = tools;
    this.#diagrams = new Diagrams(name, trees, [...all, ...all, allCodes(1)]);
    this.#defect = trees.leaf(0);
    for (const effect of effects) this.#do(effect);
  }

  /** What is written, as trees over the state before: one for all cells that change alike. */
  get parts(): readonly Tree[] {
    return joined(this.#written, this.#tools.trees);
  }

  /** For each cell that may change. */
  get #written(): readonly Tree[] {
    const nothing = this.#tools.trees.leaf(0);
    return [...this.#after]
      .map(([cell, after]) => this.#diagrams.written(cell, after))
      .filter((tree) => tree !== nothing);
  }

  /** One tree where the effects are all done, another where they end in a defect. */
  unlessDefect(tree: Tree, otherwise: Tree): Tree {
    return this.#tools.trees.mapLeaves(({ value }) => (value === 1 ? otherwise : tree))(this.#defect);
  }

  /** A tree over a pair of states, before and after, as one over the state before. */
  overBefore(tree: Tree): Tree {
    return this.#diagrams.composed(
      tree,
      (cell) => this.#codeOf(cell),
      (leaf) => leaf,
    );
  }

  #codeOf(cell: number): Tree {
    const { store } = this.#tools;
    if (cell === store.cellChanged) return this.#changed();
    const { cells } = store.layout;
    return cell < cells ? this.#diagrams.codeOf(cell) : this.#codeAfter(cell - cells);
  }

  #codeAfter(cell: number): Tree {
    return this.#after.get(cell) ?? this.#diagrams.codeOf(cell);
  }

  /** Value 1 where any cell has changed. */
  #changed(): Tree {
    const { trees } = this.#tools;
    const [no, yes] = [trees.leaf(0), trees.leaf(1)];
    const differs = ({ writes: [write] }: Leaf): Tree =>
      write === undefined
        ? no
        : this.#diagrams.selected(
            this.#diagrams.codeOf(write.cell),
            write.map.map((to, from) => (to === from ? no : yes)),
          );
    return this.#written.reduce<Tree>((any, part) => {
      const each = this.#diagrams.composed(part, (cell) => this.#diagrams.codeOf(cell), differs);
      return this.#diagrams.selected(any, [each, yes]);
    }, no);
  }

  #do(effect: () => boolean): void {
    const { store, explorer, trees } = this.#tools;
    const take = (): Leaf => {
      try {
        if (!effect()) throw failing(this.#name);
        return trees.leaf(done, store.writes());
      } catch (error) {
        if (error instanceof OutOfRange || error instanceof NoSuchRow) return trees.leaf(defect);
        throw error;
      }
    };
    const tree = treeOver(explorer.explore(this.#name, take), (leaf) => leaf, trees);
    const codeOf = (cell: number): Tree => this.#codeAfter(cell);
    const compose = (leafOf: (leaf: Leaf) => Tree): Tree => this.#diagrams.composed(tree, codeOf, leafOf);
    const after = [...footprintOf(tree).writes].map(
      (cell) => [cell, compose((leaf) => this.#writtenAt(cell, leaf))] as const,
    );
    const [no, yes] = [trees.leaf(0), trees.leaf(1)];
    this.#defect = this.#diagrams.selected(this.#defect, [compose(({ value }) => (value === defect ? yes : no)), yes]);
    for (const [cell, diagram] of after) this.#after.set(cell, diagram);
  }

  /** The code of a cell after an effect, at one of its ends. */
  #writtenAt(cell: number, { writes }: Leaf): Tree {
    const write = writes.find((each) => each.cell === cell);
    const code = this.#codeAfter(cell);
    return write === undefined ? code : this.#mapped(write, code);
  }

  #mapped({ map }: Write, code: Tree): Tree {
    return this.#diagrams.selected(
      code,
      map.map((to) => this.#tools.trees.leaf(to)),
    );
  }
}
