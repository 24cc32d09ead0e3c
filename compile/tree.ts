/**
 * Decision trees over the cells of a state: inner nodes test cells, leaves say what comes of it. Equal trees are one
 * object (see `trees.ts`), so a tree is really an acyclic graph, and identity is equality.
 */

/** A set of codes of one cell: bit `c` stands for code `c`. A traced cell has at most 32 codes. */
export type Codes = number;

/** That a cell holds one of some codes. */
export interface Literal {
  readonly cell: number;
  readonly codes: Codes;
}

/** What becomes of one cell: `map[c]` is its code after, where it was `c` before. Total on the codes of the cell. */
export interface Write {
  readonly cell: number;
  readonly map: readonly number[];
}

/** The end of a path: an integer whose meaning is that of the tree, and what is written, in the order of the cells. */
export interface Leaf {
  readonly kind: 'leaf';
  /** Number of this tree among all of its factory. */
  readonly number: number;
  readonly value: number;
  readonly writes: readonly Write[];
}

/** One way on from a switch. */
export interface Branch {
  readonly codes: Codes;
  readonly next: Tree;
}

/** Branches by the code of one cell. Codes of different branches are disjoint; those of no branch cannot occur there. */
export interface Switch {
  readonly kind: 'switch';
  readonly number: number;
  readonly cell: number;
  readonly branches: readonly Branch[];
}

/** Branches by how many of at least two literals hold: `next[n]` where `n` of them do. */
export interface Count {
  readonly kind: 'count';
  readonly number: number;
  readonly literals: readonly Literal[];
  readonly next: readonly Tree[];
}

export type Tree = Leaf | Switch | Count;

/** The codes of a field whose highest code is `max`, at most 31. */
export const allCodes = (max: number): Codes => (max === 31 ? -1 : (1 << (max + 1)) - 1);

/** Whether `code` is one of `codes`. */
export const hasCode = (codes: Codes, code: number): boolean => ((codes >>> code) & 1) === 1;

/** The codes of a set, in order. */
export function codesOf(codes: Codes): number[] {
  const list: number[] = [];
  for (let rest = codes; rest !== 0; rest &= rest - 1) list.push(31 - Math.clz32(rest & -rest));
  return list;
}

/** The only code of a set, or -1 if it has not exactly one. */
export const onlyCode = (codes: Codes): number =>
  codes !== 0 && (codes & (codes - 1)) === 0 ? 31 - Math.clz32(codes) : -1;
