/**
 * Modules of asm.js: functions over integers and one buffer, their heap. V8 makes machine code of each before it first
 * runs, without watching it run, so that nothing has to warm up and nothing is thrown away again; what the optimising
 * compiler for JavaScript makes of the same text is hardly faster and comes late. To an engine that knows nothing of
 * asm.js it is JavaScript and means the same.
 */

/** Arrays in one buffer, as asm.js reads and writes them. */
export class AsmHeap {
  readonly #arrays: Readonly<Record<string, Int32Array>>;
  readonly #words: readonly string[];

  /**
   * @param arrays in one buffer.
   * @param words the variables for the words of a state.
   */
  constructor(arrays: Readonly<Record<string, Int32Array>>, words: readonly string[]) {
    this.#arrays = arrays;
    this.#words = words;
  }

  get buffer(): ArrayBufferLike {
    return (Object.values(this.#arrays)[0] as Int32Array).buffer;
  }

  /** The word number `word` of the row that an integer variable names, in an array of rows of so many words. */
  at(array: string, row: string, width = 1, word = 0): string {
    const { byteOffset } = this.#arrays[array] as Int32Array;
    return `H[(${row} * ${4 * width} | 0) + ${byteOffset + 4 * word} >> 2]`;
  }

  /** A word of an array. */
  word(array: string, word: number): string {
    return `H[${(this.#arrays[array] as Int32Array).byteOffset / 4 + word}]`;
  }

  /** Statements that set the words to those of the state in hand that a variable numbers. */
  load(row: string): string {
    const { length } = this.#words;
    return this.#words.map((name, word) => `${name} = ${this.at('inHand', row, length, word)} | 0;\n`).join('');
  }
}

/** Declarations of integer variables, without `var`. */
export const variables = (names: readonly string[]): string => names.map((name) => `${name} = 0`).join(', ');

/**
 * The functions of a module.
 *
 * @param text global variables, functions, and what is returned.
 * @param ahead whether machine code is made of all of them before any runs: not where most will hardly ever run.
 */
export function asmModule<Code>(text: string, heap: ArrayBufferLike, ahead: boolean): Code {
  const source = `${ahead ? "'use asm';\n" : ''}var H = new stdlib.Int32Array(heap);\n${text}`;
  const link = new Function('stdlib', 'foreign', 'heap', source) as (...args: unknown[]) => Code;
  return link({ Int32Array }, null, heap);
}
