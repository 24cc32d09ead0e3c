/**
 * Trees as JavaScript over packed words: tests of cells as masked comparisons, writes as masks. The words of a state
 * are variables `w0`, `w1`, …; nothing here says how they come to be there or what is done at a leaf.
 */
import type { Packing } from '../spec/schema/layout.ts';
import {
  type Codes,
  type Count,
  codesOf,
  hasCode,
  type Literal,
  onlyCode,
  type Switch,
  type Tree,
  type Write,
} from './tree.ts';

/** What the code at a leaf is, given its writes as statements that declare the words after, `x0`, `x1`, … */
export type LeafCode = (value: number, writes: readonly Write[]) => string;

/** Tests that must all hold: of cells that must hold one code, gathered by word, and others. */
interface Conditions {
  readonly masks: Map<number, { mask: number; value: number }>;
  readonly others: string[];
}

const hex = (word: number): string => (word < 0 ? `-0x${(-word).toString(16)}` : `0x${word.toString(16)}`);

export class Coder {
  readonly #packing: Packing;
  /** All codes, by cell. */
  readonly #all: readonly Codes[];

  /** @param all all codes of each cell. */
  constructor(packing: Packing, all: readonly Codes[]) {
    this.#packing = packing;
    this.#all = all;
  }

  /** The words of a state, as a list of variables. */
  get words(): readonly string[] {
    return Array.from({ length: this.#packing.words }, (_, word) => `w${word}`);
  }

  /** Statements that take a tree to its leaves. Leaves of value 0 have none. */
  tree(tree: Tree, leaf: LeafCode): string {
    const conditions: Conditions = { masks: new Map(), others: [] };
    let inner = tree;
    for (let next = this.#only(inner, conditions); next !== null; next = this.#only(inner, conditions)) inner = next;
    const code = this.#inner(inner, leaf);
    const list = [
      ...[...conditions.masks].map(([word, { mask, value }]) => `(w${word} & ${hex(mask)}) === ${hex(value)}`),
      ...conditions.others,
    ];
    return code === '' || list.length === 0 ? code : `if (${list.join(' && ')}) {\n${code}}\n`;
  }

  /**
   * Statements that do `hit` where any of the trees leads to a leaf other than 0. Trees that begin with the same cell
   * share its test, so that their order is lost.
   */
  any(trees: readonly Tree[], hit: string): string {
    const live = trees.filter((tree) => !isDead(tree));
    if (live.some(({ kind }) => kind === 'leaf')) return hit;
    const byCell = new Map<number, Switch[]>();
    let code = '';
    for (const tree of live) {
      if (tree.kind === 'switch') byCell.set(tree.cell, [...(byCell.get(tree.cell) ?? []), tree]);
      else code += this.tree(tree, () => hit);
    }
    for (const [cell, switches] of byCell) {
      const [only, ...others] = switches as [Switch, ...Switch[]];
      code += others.length === 0 ? this.tree(only, () => hit) : this.#shared(cell, switches, hit);
    }
    return code;
  }

  /** The test of a cell with which several trees begin, and what is left of them behind it. */
  #shared(cell: number, switches: readonly Switch[], hit: string): string {
    const all = this.#all[cell] as Codes;
    const parts = new Map<string, { codes: Codes; trees: readonly Tree[] }>();
    for (const code of codesOf(all)) {
      const branches = switches.flatMap(({ branches: of }) => of.filter(({ codes }) => hasCode(codes, code)));
      const trees = [...new Set(branches.map(({ next }) => next))].filter((tree) => !isDead(tree));
      if (trees.length === 0) continue;
      const key = trees.map(({ number }) => number).join();
      parts.set(key, { codes: (parts.get(key)?.codes ?? 0) | (1 << code), trees });
    }
    const tests = [...parts.values()].map(
      ({ codes, trees }) => `if (${this.#test({ cell, codes }, all)}) {\n${this.any(trees, hit)}}\n`,
    );
    return tests.join('');
  }

  /** The words after some writes: `x0 = …;` for each word that is written, and `w0` for the others. */
  after(writes: readonly Write[]): { readonly statements: string; readonly words: readonly string[] } {
    const { word, shift, mask } = this.#packing;
    const cleared = new Map<number, { clear: number; set: number }>();
    const mapped = new Map<number, string>();
    for (const { cell, map } of writes) {
      const at = word[cell] as number;
      const field = (mask[cell] as number) << (shift[cell] as number);
      const [first] = map as [number];
      if (map.every((to) => to === first)) {
        const { clear, set } = cleared.get(at) ?? { clear: 0, set: 0 };
        cleared.set(at, { clear: clear | field, set: set | (first << (shift[cell] as number)) });
        continue;
      }
      const cases = codesOf(this.#all[cell] as Codes).filter((code) => map[code] !== code);
      const moved = cases.map((code) => {
        const flip = (code ^ (map[code] as number)) << (shift[cell] as number);
        return `(w${at} & ${hex(field)}) === ${hex(code << (shift[cell] as number))} ? ${hex(flip)} : `;
      });
      mapped.set(at, `${mapped.get(at) ?? ''} ^ (${moved.join('')}0)`);
    }
    const written = new Set([...cleared.keys(), ...mapped.keys()]);
    let statements = '';
    for (const at of written) {
      const flipped = `(w${at}${mapped.get(at) ?? ''})`;
      const { clear, set } = cleared.get(at) ?? { clear: 0, set: 0 };
      statements += `const x${at} = ${flipped} & ${hex(~clear)} | ${hex(set)};\n`;
    }
    return { statements, words: this.words.map((name, at) => (written.has(at) ? `x${at}` : name)) };
  }

  /** The only subtree that is not dead, its condition noted; null where there are several, or none. */
  #only(tree: Tree, conditions: Conditions): Tree | null {
    if (tree.kind === 'leaf') return null;
    if (tree.kind === 'switch') {
      const live = tree.branches.filter(({ next }) => !isDead(next));
      const [branch] = live;
      if (live.length !== 1 || branch === undefined) return null;
      this.#note({ cell: tree.cell, codes: branch.codes }, covered(tree), conditions);
      return branch.next;
    }
    const none = tree.next[0] as Tree;
    const some = tree.next[1] as Tree;
    if (!isDead(none) && tree.next.every((next, number) => number === 0 || isDead(next))) {
      for (const literal of tree.literals) this.#note(this.#not(literal), this.#all[literal.cell] as Codes, conditions);
      return none;
    }
    if (!isDead(some) && isDead(none) && tree.next.every((next, number) => number === 0 || next === some)) {
      conditions.others.push(this.#some(tree));
      return some;
    }
    return null;
  }

  #inner(tree: Tree, leaf: LeafCode): string {
    if (tree.kind === 'leaf') return isDead(tree) ? '' : leaf(tree.value, tree.writes);
    if (tree.kind === 'switch') return this.#branches(tree, leaf);
    const [none, some] = tree.next as [Tree, Tree];
    if (tree.next.every((next, number) => number === 0 || next === some)) {
      return `if (${this.#some(tree)}) {\n${this.tree(some, leaf)}} else {\n${this.tree(none, leaf)}}\n`;
    }
    const terms = tree.literals.map((literal) => `(${this.#test(literal, this.#all[literal.cell] as Codes)} ? 1 : 0)`);
    const cases = tree.next.map((next, number) => `case ${number}: {\n${this.tree(next, leaf)}break; }\n`);
    return `switch (${terms.join(' + ')}) {\n${cases.join('')}}\n`;
  }

  /** Every branch that leads somewhere; the last needs no test where the others are all that is left out. */
  #branches(tree: Switch, leaf: LeafCode): string {
    const within = covered(tree);
    const live = tree.branches.filter(({ next }) => !isDead(next));
    const total = live.length === tree.branches.length;
    const parts = live.map(({ codes, next }, place) => {
      const test = total && place === live.length - 1 ? '' : `if (${this.#test({ cell: tree.cell, codes }, within)}) `;
      return `${test}{\n${this.tree(next, leaf)}}`;
    });
    return `${parts.join(' else ')}\n`;
  }

  #note(literal: Literal, within: Codes, { masks, others }: Conditions): void {
    const { word, shift, mask } = this.#packing;
    const { cell, codes } = literal;
    const code = onlyCode(codes);
    if (code < 0) {
      others.push(this.#test(literal, within));
      return;
    }
    const at = word[cell] as number;
    const known = masks.get(at) ?? { mask: 0, value: 0 };
    const field = (mask[cell] as number) << (shift[cell] as number);
    const value = code << (shift[cell] as number);
    // A cell that is to hold two codes at once: nothing comes here.
    if ((known.mask & field) !== 0 && (known.value & field) !== value) others.push('false');
    masks.set(at, { mask: known.mask | field, value: known.value | value });
  }

  #not({ cell, codes }: Literal): Literal {
    return { cell, codes: (this.#all[cell] as Codes) & ~codes };
  }

  /** That a cell, which holds one of the codes `within`, holds one of the literal's. */
  #test({ cell, codes }: Literal, within: Codes): string {
    const { word, shift, mask } = this.#packing;
    const field = (mask[cell] as number) << (shift[cell] as number);
    const held = `(w${word[cell]} & ${hex(field)})`;
    const yes = onlyCode(codes & within);
    if (yes >= 0) return `${held} === ${hex(yes << (shift[cell] as number))}`;
    const no = onlyCode(within & ~codes);
    if (no >= 0) return `${held} !== ${hex(no << (shift[cell] as number))}`;
    return `((${hex(codes)} >>> ((w${word[cell]} >>> ${shift[cell]}) & ${mask[cell]})) & 1) !== 0`;
  }

  /** That some literal holds: of literals "not the default" in one word, one comparison. */
  #some({ literals }: Count): string {
    const { word, shift, mask } = this.#packing;
    const fields = new Map<number, number>();
    const tests: string[] = [];
    for (const literal of literals) {
      const { cell, codes } = literal;
      const all = this.#all[cell] as Codes;
      if (codes === (all & ~1)) {
        const at = word[cell] as number;
        fields.set(at, (fields.get(at) ?? 0) | ((mask[cell] as number) << (shift[cell] as number)));
      } else tests.push(this.#test(literal, all));
    }
    const masked = [...fields].map(([at, field]) => `(w${at} & ${hex(field)}) !== 0`);
    return `(${[...masked, ...tests].join(' || ')})`;
  }
}

const isDead = (tree: Tree): boolean => tree.kind === 'leaf' && tree.value === 0;
const covered = ({ branches }: Switch): Codes => branches.reduce((all, { codes }) => all | codes, 0);
