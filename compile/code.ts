/**
 * Trees as asm.js over packed words: tests of cells as masked comparisons, writes as masks. The words of a state are
 * variables `w0`, `w1`, …, those after a step `x0`, `x1`, …; nothing here says how they come to be there or what is done
 * at a leaf. Of what JavaScript can do asm.js knows few things: a test is an integer, and tests are joined by `&` and `|`.
 */
import type { Packing } from '../spec/schema/layout.ts';
import {
  type Branch,
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

/** What the code at a leaf is. */
export type LeafCode = (value: number, writes: readonly Write[]) => string;

/** A tree, and what is to be done at its leaves. */
export interface Rooted {
  readonly tree: Tree;
  readonly leaf: LeafCode;
}

/** Tests that must all hold: of cells that must hold one code, gathered by word, and others. */
interface Conditions {
  readonly masks: Map<number, { mask: number; value: number }>;
  readonly others: string[];
}

const noConditions = (): Conditions => ({ masks: new Map(), others: [] });

/** As one expression; empty where there are none. */
const conjunction = ({ masks, others }: Conditions): string =>
  [...[...masks].map(([word, { mask, value }]) => equal(`w${word} & ${literal(mask)}`, value)), ...others].join(' & ');

function guarded(conditions: Conditions, code: string): string {
  const test = conjunction(conditions);
  return code === '' || test === '' ? code : `if (${test}) {\n${code}}\n`;
}

/** Some codes of a cell, and what is left of the trees where it holds one of them. */
interface Part {
  readonly cell: number;
  readonly codes: Codes;
  readonly rooted: Rooted[];
}

const liveBranches = ({ branches }: Switch): readonly Branch[] => branches.filter(({ next }) => !isDead(next));

/**
 * How many trees from a place on can share their first test without anything being said twice: they begin with the same
 * cell, and any two live branches are for the same codes or for none in common. At least 1.
 */
function runLength(rooted: readonly Rooted[], from: number): number {
  const { tree: first } = rooted[from] as Rooted;
  if (first.kind !== 'switch') return 1;
  const known: Codes[] = [];
  let end = from;
  for (; end < rooted.length; end++) {
    const { tree } = rooted[end] as Rooted;
    if (tree.kind !== 'switch' || tree.cell !== first.cell) break;
    const live = liveBranches(tree);
    if (live.some(({ codes }) => known.some((other) => other !== codes && (other & codes) !== 0))) break;
    known.push(...live.map(({ codes }) => codes));
  }
  return end - from;
}

/** What trees that share their first test come to, in the order of the trees. */
function partsOf(run: readonly Rooted[]): readonly Part[] {
  const parts = new Map<Codes, Part>();
  for (const { tree, leaf } of run) {
    const { cell } = tree as Switch;
    for (const { codes, next } of liveBranches(tree as Switch)) {
      const part = parts.get(codes) ?? { cell, codes, rooted: [] };
      parts.set(codes, part);
      part.rooted.push({ tree: next, leaf });
    }
  }
  return [...parts.values()];
}

/** A word as asm.js has it: what begins with a minus is no factor. */
const literal = (word: number): string => (word < 0 ? `(${word})` : `${word}`);
const equal = (expression: string, value: number): string => `((${expression}) == ${literal(value)})`;
const unequal = (expression: string, value: number): string => `((${expression}) != ${literal(value)})`;

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

  /** The words after a step, likewise. */
  get wordsAfter(): readonly string[] {
    return this.words.map((_, word) => `x${word}`);
  }

  /** Statements that take a tree to its leaves. Leaves of value 0 have none. */
  tree(tree: Tree, leaf: LeafCode): string {
    const conditions = noConditions();
    return guarded(conditions, this.#inner(this.#follow(tree, conditions), leaf));
  }

  /** Statements that take one tree after another to its leaves. Neighbours that begin with the same cell share its test. */
  sequence(rooted: readonly Rooted[]): string {
    let code = '';
    for (let from = 0; from < rooted.length; ) {
      const end = from + runLength(rooted, from);
      const [{ tree, leaf }] = rooted.slice(from, end) as [Rooted];
      code += end - from === 1 ? this.tree(tree, leaf) : this.#together(rooted.slice(from, end));
      from = end;
    }
    return code;
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

  /**
   * The words after some writes: `x0 = …;` for each word that is written, and `w0` for the others.
   *
   * @param from what is written to: the words of the state, or those that others of its cells have been written to.
   */
  after(
    writes: readonly Write[],
    from: 'w' | 'x' = 'w',
  ): { readonly statements: string; readonly words: readonly string[] } {
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
      const flips = codesOf(this.#all[cell] as Codes).reduceRight((otherwise, code) => {
        const flip = (code ^ (map[code] as number)) << (shift[cell] as number);
        const test = equal(`w${at} & ${literal(field)}`, code << (shift[cell] as number));
        return flip === 0 ? otherwise : `(${test} ? ${literal(flip)} : ${otherwise})`;
      }, '0');
      mapped.set(at, `${mapped.get(at) ?? ''} ^ ${flips}`);
    }
    const written = new Set([...cleared.keys(), ...mapped.keys()]);
    let statements = '';
    for (const at of written) {
      const flipped = `(${from}${at}${mapped.get(at) ?? ''})`;
      const { clear, set } = cleared.get(at) ?? { clear: 0, set: 0 };
      statements += `x${at} = ${flipped} & ${literal(~clear)} | ${literal(set)};\n`;
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
      for (const each of tree.literals) this.#note(this.#not(each), this.#all[each.cell] as Codes, conditions);
      return none;
    }
    if (!isDead(some) && isDead(none) && tree.next.every((next, number) => number === 0 || next === some)) {
      conditions.others.push(this.#some(tree));
      return some;
    }
    return null;
  }

  /** Goes on as long as only one way is not dead; notes the conditions. */
  #follow(tree: Tree, conditions: Conditions): Tree {
    let at = tree;
    for (let next = this.#only(at, conditions); next !== null; next = this.#only(at, conditions)) at = next;
    return at;
  }

  #inner(tree: Tree, leaf: LeafCode): string {
    if (tree.kind === 'leaf') return isDead(tree) ? '' : leaf(tree.value, tree.writes);
    return tree.kind === 'switch' ? this.#branches(tree, leaf) : this.#numbers(tree, leaf);
  }

  /** Every number of literals that leads somewhere. */
  #numbers(tree: Count, leaf: LeafCode): string {
    const [none, some] = tree.next as [Tree, Tree];
    if (tree.next.every((next, number) => number === 0 || next === some)) {
      return `if (${this.#some(tree)}) {\n${this.tree(some, leaf)}} else {\n${this.tree(none, leaf)}}\n`;
    }
    const terms = tree.literals.map((each) => this.#test(each, this.#all[each.cell] as Codes));
    const live = [...new Set(tree.next)].filter((next) => !isDead(next));
    const cases = live.map((next) => {
      const numbers = tree.next.flatMap((other, number) => (other === next ? [`case ${number}: `] : []));
      return `${numbers.join('')}{\n${this.tree(next, leaf)}break; }\n`;
    });
    return `switch (${terms.join(' + ')} | 0) {\n${cases.join('')}}\n`;
  }

  /** Every branch that leads somewhere; the last needs no test where the others are all that is left out. */
  #branches(tree: Switch, leaf: LeafCode): string {
    const within = covered(tree);
    const live = tree.branches.filter(({ next }) => !isDead(next));
    if (live.length === 0) return '';
    const joined = this.#joined(tree.cell, live, within, leaf);
    if (joined !== null) return joined;
    const total = live.length === tree.branches.length;
    const parts = live.map(({ codes, next }, place) => {
      const test = total && place === live.length - 1 ? '' : `if (${this.#test({ cell: tree.cell, codes }, within)}) `;
      return `${test}{\n${this.tree(next, leaf)}}`;
    });
    return `${parts.join(' else ')}\n`;
  }

  /** Branches that come together further on are one condition, and what is there is not said twice; null where they do not. */
  #joined(cell: number, live: readonly Branch[], within: Codes, leaf: LeafCode): string | null {
    const passed = live.map(({ next }) => this.#passed(next));
    const [first, ...others] = passed as [readonly Tree[], ...(readonly Tree[])[]];
    const join = first.find((node) => others.every((nodes) => nodes.includes(node)));
    if (join === undefined) return null;
    const ways = live.map(({ codes, next }) => {
      const conditions = noConditions();
      this.#note({ cell, codes }, within, conditions);
      for (let at = next; at !== join; ) at = this.#only(at, conditions) as Tree;
      return `(${conjunction(conditions)})`;
    });
    return `if (${ways.join(' | ')}) {\n${this.tree(join, leaf)}}\n`;
  }

  /** The nodes that every way from a node passes first, itself included. */
  #passed(tree: Tree): readonly Tree[] {
    const nodes: Tree[] = [tree];
    for (let next = this.#only(tree, noConditions()); next !== null; next = this.#only(next, noConditions()))
      nodes.push(next);
    return nodes;
  }

  /** Trees that begin with the same cell. Tests that all of them share are one condition. */
  #together(run: readonly Rooted[]): string {
    const conditions = noConditions();
    let left = run;
    for (let parts = partsOf(left); parts.length === 1; parts = partsOf(left)) {
      const [{ cell, codes, rooted }] = parts as readonly [Part];
      this.#note({ cell, codes }, this.#all[cell] as Codes, conditions);
      left = rooted;
      if (runLength(left, 0) < left.length) return guarded(conditions, this.sequence(left));
    }
    const tests = partsOf(left).map(
      ({ cell, codes, rooted }) =>
        `if (${this.#test({ cell, codes }, this.#all[cell] as Codes)}) {\n${this.sequence(rooted)}}`,
    );
    return guarded(conditions, `${tests.join(' else ')}\n`);
  }

  #note(of: Literal, within: Codes, { masks, others }: Conditions): void {
    const { word, shift, mask } = this.#packing;
    const { cell, codes } = of;
    const code = onlyCode(codes);
    if (code < 0) {
      others.push(this.#test(of, within));
      return;
    }
    const at = word[cell] as number;
    const known = masks.get(at) ?? { mask: 0, value: 0 };
    const field = (mask[cell] as number) << (shift[cell] as number);
    const value = code << (shift[cell] as number);
    // A cell that is to hold two codes at once: nothing comes here.
    if ((known.mask & field) !== 0 && (known.value & field) !== value) others.push('0');
    masks.set(at, { mask: known.mask | field, value: known.value | value });
  }

  #not({ cell, codes }: Literal): Literal {
    return { cell, codes: (this.#all[cell] as Codes) & ~codes };
  }

  /** That a cell, which holds one of the codes `within`, holds one of the literal's. */
  #test({ cell, codes }: Literal, within: Codes): string {
    const { word, shift, mask } = this.#packing;
    const at = `w${word[cell]}`;
    const held = `${at} & ${literal((mask[cell] as number) << (shift[cell] as number))}`;
    const yes = onlyCode(codes & within);
    if (yes >= 0) return equal(held, yes << (shift[cell] as number));
    const no = onlyCode(within & ~codes);
    if (no >= 0) return unequal(held, no << (shift[cell] as number));
    return `((${literal(codes)} >>> ((${at} >>> ${shift[cell]}) & ${mask[cell]})) & 1)`;
  }

  /** That some literal holds: of literals "not the default" in one word, one comparison. */
  #some({ literals }: Count): string {
    const { word, shift, mask } = this.#packing;
    const fields = new Map<number, number>();
    const tests: string[] = [];
    for (const each of literals) {
      const { cell, codes } = each;
      const all = this.#all[cell] as Codes;
      if (codes === (all & ~1)) {
        const at = word[cell] as number;
        fields.set(at, (fields.get(at) ?? 0) | ((mask[cell] as number) << (shift[cell] as number)));
      } else tests.push(this.#test(each, all));
    }
    const masked = [...fields].map(([at, field]) => unequal(`w${at} & ${literal(field)}`, 0));
    return `(${[...masked, ...tests].join(' | ')})`;
  }
}

const isDead = (tree: Tree): boolean => tree.kind === 'leaf' && tree.value === 0;
const covered = ({ branches }: Switch): Codes => branches.reduce((all, { codes }) => all | codes, 0);
