/** The source of `expand`: the successors of the states in hand. */
import { type AsmHeap, variables } from './asm.ts';
import type { Coder } from './code.ts';
import { shapeOf } from './parts.ts';
import { Subroutines } from './subroutines.ts';
import type { Tree, Write } from './tree.ts';
import { Trees } from './trees.ts';

/** Actions with the same effect on every state, tried as one: a label. */
export interface Group {
  /** Of value 1 where they are granted, else 0. */
  readonly tree: Tree;
  /** What is written besides, see `TracedProgram`. */
  readonly parts: readonly Tree[];
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
  readonly #subroutines: Subroutines;
  readonly #trees = new Trees();

  constructor(coder: Coder, groups: readonly Group[], heap: AsmHeap, masks: number) {
    this.#coder = coder;
    this.#words = coder.words;
    this.#groups = groups;
    this.#heap = heap;
    this.#masks = masks;
    this.#subroutines = new Subroutines(coder, 'a');
  }

  /** Functions, of which `expand` takes the number of states in hand and gives that of granted successors. */
  get text(): string {
    const functions: string[] = [];
    for (let first = 0; first < this.#groups.length; first += functionLabels) {
      functions.push(this.#function(functions.length, first));
    }
    const calls = functions.map((_, number) => `n = e${number}(${this.#words.join(', ')}, k, n) | 0;\n`);
    const parted = this.#groups.map((group, label) => (group.parts.length > 0 ? this.#partsOf(label, group) : ''));
    return `${this.#subroutines.text}${parted.join('')}${functions.join('')}function expand(count) {
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

  #successor(label: number, { actions, parts }: Group, writes: readonly Write[]): string {
    const bit = 1 << (label % maskBits);
    const isAwake = `if (!(z & ${bit < 0 ? `(${bit})` : bit})) `;
    const append =
      parts.length > 0
        ? `n = p${label}(${this.#words.join(', ')}, n) | 0;\n`
        : this.#append(label, this.#coder.after(writes));
    return `g = g + ${actions.length} | 0;\n${this.#masks > 0 ? isAwake : ''}{\n${append}}\n`;
  }

  #append(label: number, { statements, words }: { statements: string; words: readonly string[] }): string {
    const stores = words.map((name, word) => `${this.#heap.at('successors', 'n', words.length, word)} = ${name};\n`);
    return `${statements}${stores.join('')}${this.#heap.at('labels', 'n')} = ${label};\nn = n + 1 | 0;\n`;
  }

  /** The function that appends the successor of an action in parts. */
  #partsOf(label: number, { parts }: Group): string {
    const words = this.#words;
    const after = this.#coder.wordsAfter;
    const written = parts.map((part) => {
      const { shape, leaves } = shapeOf(part, this.#trees);
      const cases = leaves.map(
        ({ writes }, place) => `case ${place + 1}: {\n${this.#coder.after(writes, 'x').statements}break; }\n`,
      );
      return `switch (${this.#subroutines.call(shape)}) {\n${cases.join('')}}\n`;
    });
    return `function p${label}(${words.join(', ')}, n) {
${[...words, 'n'].map((name) => `${name} = ${name} | 0;\n`).join('')}var ${variables(after)};
${after.map((name, word) => `${name} = ${words[word]};\n`).join('')}${written.join('')}${this.#append(label, { statements: '', words: after })}return n | 0;
}
`;
  }
}
