/**
 * The source that sees marks in the states in hand, or on the edges that leave them. It comes in two modules: one only
 * glances, for in most states there is nothing to be seen, and the other, which says what and where, is made when first
 * there is something.
 */
import { type AsmHeap, variables } from './asm.ts';
import type { Coder } from './code.ts';
import { Subroutines } from './subroutines.ts';
import type { Sought, TracedProgram } from './traced.ts';

/** The most letters of a function in straight lines. What is longer says much again and again, and takes long to compile. */
const lettersMax = 600_000;

export class ObserveSource {
  readonly #coder: Coder;
  readonly #words: readonly string[];
  readonly #wrong: ReadonlySet<number>;
  readonly #byMark = new Map<number, Sought[]>();
  readonly #labelOf: (sought: Sought) => number;
  readonly #heap: AsmHeap;
  readonly #subroutines: Subroutines;

  /** @param labelOf the label at which something is seen. */
  constructor(coder: Coder, { sought, wrong }: TracedProgram, heap: AsmHeap, labelOf: (sought: Sought) => number) {
    this.#coder = coder;
    this.#subroutines = new Subroutines(coder, 'q');
    this.#words = coder.words;
    this.#wrong = wrong;
    this.#labelOf = labelOf;
    this.#heap = heap;
    for (const each of sought) this.#byMark.set(each.mark, [...(this.#byMark.get(each.mark) ?? []), each]);
  }

  /** Functions, of which `glance` takes the number of states in hand and says whether an open mark is seen in any. */
  get glance(): string {
    const marks = [...this.#byMark.keys()];
    const wrong = marks.filter((mark) => this.#wrong.has(mark));
    const others = marks.filter((mark) => !this.#wrong.has(mark));
    const tests = others.map(
      (mark) => `if (${this.#heap.word('open', mark)} | 0) {\nif (o${mark}(${this.#arguments}) | 0) { return 1; }\n}\n`,
    );
    const seen = `${this.#any(
      's',
      wrong.flatMap((mark) => this.#of(mark)),
    )}${others.map((mark) => this.#ofMark(mark)).join('')}`;
    return `${this.#subroutines.text}${seen}function glance(count) {
count = count | 0;
var k = 0, ${variables(this.#words)};
for (k = 0; (k | 0) < (count | 0); k = k + 1 | 0) {
${this.#heap.load('k')}if (s(${this.#arguments}) | 0) { return 1; }
${tests.join('')}}
return 0;
}
`;
  }

  /** Functions, of which `look` takes the number of states in hand and gives that of sightings, which it writes. */
  get look(): string {
    const marks = [...this.#byMark.keys()];
    const seen = marks.map((mark) => `${this.#ofMark(mark)}${this.#where(mark)}`).join('');
    return `${this.#subroutines.text}${seen}function look(count) {
count = count | 0;
var k = 0, n = 0, ${variables(this.#words)};
for (k = 0; (k | 0) < (count | 0); k = k + 1 | 0) {
${this.#heap.load('k')}${marks.map((mark) => this.#sighting(mark)).join('')}}
return n | 0;
}
`;
  }

  get #arguments(): string {
    return this.#words.join(', ');
  }

  #of(mark: number): readonly Sought[] {
    return this.#byMark.get(mark) as readonly Sought[];
  }

  /** Whether a mark is seen at all. */
  #ofMark(mark: number): string {
    return this.#any(`o${mark}`, this.#of(mark));
  }

  /** Where a mark is seen first. */
  #where(mark: number): string {
    const sought = this.#of(mark);
    const hit = (each: Sought): string => `return ${this.#labelOf(each)};\n`;
    return this.#function(`l${mark}`, sought.map((each) => this.#coder.tree(each.tree, () => hit(each))).join(''), () =>
      sought.map((each) => this.#called(each, hit(each))).join(''),
    );
  }

  /** A function that says whether anything is seen. Trees of several marks share tests. */
  #any(name: string, sought: readonly Sought[]): string {
    const hit = 'return 1;\n';
    return this.#function(
      name,
      this.#coder.any(
        sought.map(({ tree }) => tree),
        hit,
      ),
      () => sought.map((each) => this.#called(each, hit)).join(''),
    );
  }

  #called({ tree }: Sought, hit: string): string {
    return `if (${this.#subroutines.call(tree)}) {\n${hit}}\n`;
  }

  /** @param shorter the same code, where it is too long. */
  #function(name: string, code: string, shorter: () => string): string {
    const parameters = this.#words.map((word) => `${word} = ${word} | 0;\n`).join('');
    const text = code.length > lettersMax ? shorter() : code;
    return `function ${name}(${this.#arguments}) {\n${parameters}${text}return 0;\n}\n`;
  }

  #sighting(mark: number): string {
    return `if (${this.#heap.word('open', mark)} | 0) {
if (o${mark}(${this.#arguments}) | 0) {
${this.#heap.at('marks', 'n')} = ${mark};
${this.#heap.at('markLabels', 'n')} = l${mark}(${this.#arguments}) | 0;
${this.#heap.at('markStates', 'n')} = k;
n = n + 1 | 0;
}
}
`;
  }
}
