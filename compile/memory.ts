/** What a function over cells has been seen to do, looked up by the cells that it reads, in the order in which it reads them. */
import { impure } from './not-traceable.ts';
import type { Test } from './symbolic-store.ts';
import { codesOf, hasCode, type Literal } from './tree.ts';

/** A test, and where each answer leads: by the code of its one cell, or by how many of its literals hold. */
interface Fork<End> {
  readonly test: Test;
  readonly next: (Fork<End> | End | null)[];
}
type Node<End> = Fork<End> | End;

const isFork = <End extends object>(node: Node<End>): node is Fork<End> => 'test' in node;

/** How many literals hold of cells. */
function held(literals: readonly Literal[], cells: Int32Array): number {
  let number = 0;
  for (const { cell, codes } of literals) if (hasCode(codes, cells[cell] as number)) number++;
  return number;
}

/** Where in `next` a state goes on. */
function turn({ kind, literals }: Test, cells: Int32Array): number {
  if (kind === 'switch') return cells[(literals[0] as Literal).cell] as number;
  const number = held(literals, cells);
  return kind === 'some' && number > 1 ? 1 : number;
}

/** The place of the answer that cells give. */
export function answerOf(test: Test, cells: Int32Array): number {
  const at = turn(test, cells);
  return test.kind === 'switch' ? test.answers.findIndex((codes) => hasCode(codes, at)) : test.answers.indexOf(at);
}

/** @typeParam End what is remembered; an object that has no property `test`. */
export class Memory<End extends object> {
  #root: Node<End> | null = null;
  readonly #name: string;

  /** @param name of the function, for errors. */
  constructor(name: string) {
    this.#name = name;
  }

  /** What the function does on these cells, null if that is not known yet. */
  recall(cells: Int32Array): End | null {
    let node = this.#root;
    while (node !== null && isFork(node)) node = node.next[turn(node.test, cells)] ?? null;
    return node;
  }

  /** Remembers what the function did on these cells, after these tests. */
  note(cells: Int32Array, tests: readonly Test[], end: End): void {
    this.#root = this.#grafted(this.#root, cells, tests, 0, end);
  }

  #grafted(node: Node<End> | null, cells: Int32Array, tests: readonly Test[], depth: number, end: End): Node<End> {
    const test = tests[depth];
    if (test === undefined) {
      if (node !== null) throw impure(this.#name);
      return end;
    }
    const fork = node ?? { test, next: [] };
    if (!isFork(fork) || !sameCells(fork.test, test)) throw impure(this.#name);
    const at = turn(test, cells);
    const known = fork.next[at] ?? null;
    const then = this.#grafted(known, cells, tests, depth + 1, end);
    if (then !== known) for (const code of alike(test, at)) fork.next[code] = then;
    return fork;
  }
}

const sameCells = (one: Test, other: Test): boolean =>
  one.kind === other.kind &&
  one.literals.length === other.literals.length &&
  one.literals.every(({ cell }, place) => cell === other.literals[place]?.cell);

/** Every turn with the same answer. */
const alike = ({ kind, answers }: Test, at: number): readonly number[] =>
  kind === 'switch' ? answers.filter((codes) => hasCode(codes, at)).flatMap(codesOf) : [at];
