/**
 * All paths of a function over a symbolic store: it is run again and again, each time with other answers to its tests,
 * until every combination that can occur has been given.
 */
import { fieldOf, impure, TooManyPaths } from './not-traceable.ts';
import type { SymbolicStore, Test } from './symbolic-store.ts';
import type { Literal, Tree } from './tree.ts';
import type { Trees } from './trees.ts';

/** The most paths of one function. */
export const pathsMax = 4096;

/** All paths of a function: how it ends where it asks nothing, else its first test and where each answer leads. */
export type Paths<End> =
  | { readonly test: null; readonly end: End }
  | { readonly test: Test; readonly next: readonly Paths<End>[] };

/** A test on the path in hand, and where the answers led that were tried before. */
interface Decision<End = unknown> {
  readonly test: Test;
  readonly next: Paths<End>[];
}

const sameTest = (one: Test, other: Test): boolean =>
  one === other ||
  (one.kind === other.kind &&
    one.answers.length === other.answers.length &&
    one.answers.every((answer, place) => answer === other.answers[place]) &&
    one.literals.length === other.literals.length &&
    one.literals.every(({ cell, codes }, place) => {
      const literal = other.literals[place] as Literal;
      return cell === literal.cell && codes === literal.codes;
    }));

export class Explorer {
  readonly #store: SymbolicStore;
  /** The path in hand. An exploration within another goes on where the other has come to. */
  readonly #path: Decision[] = [];
  #depth = 0;
  #name = '';

  /** @param store whose tests the explorer answers from now on. */
  constructor(store: SymbolicStore) {
    this.#store = store;
    store.chooser = (test) => this.#answer(test);
  }

  /**
   * Runs `body` on every path from where the store is now, and brings the store back there. `body` may itself explore,
   * as the last thing it does.
   *
   * @param name of the function, for errors.
   * @throws NotTraceable where there are too many paths, or `body` depends on something else than the store.
   */
  explore<End>(name: string, body: () => End): Paths<End> {
    const start = this.#store.mark();
    const base = this.#depth;
    try {
      return this.#paths(name, body, start, base);
    } catch (error) {
      // It may be explored in another way.
      this.#store.undo(start);
      this.#path.length = base;
      this.#depth = base;
      throw error;
    }
  }

  #paths<End>(name: string, body: () => End, start: number, base: number): Paths<End> {
    const path = this.#path as Decision<End>[];
    for (let number = 1; number <= pathsMax; number++) {
      this.#name = name;
      this.#store.name = name;
      let found: Paths<End> = { test: null, end: body() };
      if (this.#depth < path.length) throw impure(name);
      this.#store.undo(start);
      this.#depth = base;
      for (;;) {
        if (path.length === base) return found;
        const { test, next } = path.at(-1) as Decision<End>;
        if (next.push(found) < test.answers.length) break;
        path.pop();
        found = { test, next };
      }
    }
    throw this.#tooManyPaths(base);
  }

  #answer(test: Test): number {
    if (this.#depth === this.#path.length) this.#path.push({ test, next: [] });
    const decision = this.#path[this.#depth++] as Decision;
    if (!sameTest(test, decision.test)) throw impure(this.#name);
    return decision.next.length;
  }

  /** Names the field that is tested most often on the path in hand. */
  #tooManyPaths(base: number): TooManyPaths {
    const tests = new Map<string, number>();
    for (const { test } of this.#path.slice(base)) {
      for (const { cell } of test.literals) {
        const field = fieldOf(this.#store.layout, cell);
        tests.set(field, (tests.get(field) ?? 0) + 1);
      }
    }
    const [[field]] = [...tests].toSorted(([, one], [, other]) => other - one) as [[string, number]];
    return new TooManyPaths(
      this.#name,
      `it has more than ${pathsMax} paths, most by ${field}`,
      'ask whole tables by some, every, count or first, and write them by replace',
    );
  }
}

/** The tree of all paths, given the trees at their ends. */
export function treeOver<End>(paths: Paths<End>, treeOf: (end: End) => Tree, trees: Trees): Tree {
  if (paths.test === null) return treeOf(paths.end);
  const { kind, literals, answers } = paths.test;
  const next = paths.next.map((each) => treeOver(each, treeOf, trees));
  if (kind === 'switch') return trees.switch((literals[0] as Literal).cell, answers, next);
  const byNumber: (Tree | null)[] = [];
  for (let number = 0; number <= literals.length; number++) {
    const place = answers.indexOf(kind === 'some' ? Math.min(number, 1) : number);
    byNumber.push(place < 0 ? null : (next[place] as Tree));
  }
  return trees.count(literals, byNumber);
}
