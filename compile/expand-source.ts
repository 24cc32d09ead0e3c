/** The source of `expand`: the successors of the states in hand. */
import { type AsmHeap, variables } from './asm.ts';
import type { Coder } from './code.ts';
import type { Tree, Write } from './tree.ts';

/** Actions with the same effect on every state, tried as one: a label. */
export interface Group {
  /** Of value 1 where they are granted, else 0. */
  readonly tree: Tree;
  /** By number, in order; at least one. */
  readonly actions: readonly number[];
}

/** Labels of one function: it takes the longer to compile, by more than its length, the longer it is. */
const functionLabels = 32;
/** Labels in one word of a sleep mask. */
const maskBits = 32;

export class ExpandSource {
  readonly #coder: Coder;
  readonly #words: readonly string[];
  readonly #groups: readonly Group[];
  readonly #heap: AsmHeap;
  /** Words of a sleep mask; 0 without sleep sets. */
  readonly #masks: number;

  constructor(coder: Coder, groups: readonly Group[], heap: AsmHeap, masks: number) {
    this.#coder = coder;
    this.#words = coder.words;
    this.#groups = groups;
    this.#heap = heap;
    this.#masks = masks;
  }

  /** Functions, of which `expand` takes the number of states in hand and gives that of granted successors. */
  get text(): string {
    const functions: string[] = [];
    for (let first = 0; first < this.#groups.length; first += functionLabels) {
      functions.push(this.#function(functions.length, first));
    }
    const calls = functions.map((_, number) => `n = e${number}(${this.#words.join(', ')}, k, n) | 0;\n`);
    return `${functions.join('')}function expand(count) {
count = count | 0;
var k = 0, n = 0, ${variables(this.#words)};
granted = 0;
for (k = 0; (k | 0) < (count | 0); k = k + 1 | 0) {
${this.#heap.load('k')}${calls.join('')}${this.#heap.at('ends', 'k')} = n;
}
return granted | 0;
}
`;
  }

  /** The function for the labels from `first` on. */
  #function(number: number, first: number): string {
    const words = this.#words;
    const rooted = this.#groups.slice(first, first + functionLabels).map((group, place) => ({
      tree: group.tree,
      leaf: (_: number, writes: readonly Write[]) => this.#successor(first + place, group, writes),
    }));
    const mask =
      this.#masks > 0 ? `z = ${this.#heap.at('masksInHand', 'k', this.#masks, first / maskBits)} | 0;\n` : '';
    return `function e${number}(${words.join(', ')}, k, n) {
${[...words, 'k', 'n'].map((name) => `${name} = ${name} | 0;\n`).join('')}var g = 0, z = 0, ${variables(this.#coder.wordsAfter)};
${mask}${this.#coder.sequence(rooted)}granted = granted + g | 0;
return n | 0;
}
`;
  }

  #successor(label: number, { actions }: Group, writes: readonly Write[]): string {
    const { statements, words } = this.#coder.after(writes);
    const stores = words.map((name, word) => `${this.#heap.at('successors', 'n', words.length, word)} = ${name};\n`);
    const append = `${statements}${stores.join('')}${this.#heap.at('labels', 'n')} = ${label};\nn = n + 1 | 0;\n`;
    const bit = 1 << (label % maskBits);
    const isAwake = `if (!(z & ${bit < 0 ? `(${bit})` : bit})) `;
    return `g = g + ${actions.length} | 0;\n${this.#masks > 0 ? isAwake : ''}{\n${append}}\n`;
  }
}
