/**
 * Trees as functions. Where several ways through a tree come together, what is there is a function of its own: said once,
 * where straight-line code would say it once for each of them.
 */
import type { Coder } from './code.ts';
import type { Tree } from './tree.ts';
import { Trees } from './trees.ts';

/** Values of leaves that stand for a call; those of trees are smaller. */
const firstCall = 1 << 16;

const nextOf = (tree: Tree): readonly Tree[] =>
  tree.kind === 'leaf' ? [] : tree.kind === 'switch' ? tree.branches.map(({ next }) => next) : [...new Set(tree.next)];

/** The nodes of a tree to which several others lead, and which are worth a call. */
function junctions(tree: Tree): ReadonlySet<Tree> {
  const seen = new Set<Tree>([tree]);
  const found = new Set<Tree>();
  for (const node of seen) {
    for (const next of nextOf(node)) {
      if (seen.has(next) && nextOf(next).some(({ kind }) => kind !== 'leaf')) found.add(next);
      seen.add(next);
    }
  }
  return found;
}

export class Subroutines {
  readonly #coder: Coder;
  readonly #prefix: string;
  readonly #trees = new Trees();
  readonly #numbers = new Map<Tree, number>();
  /** In the order of their numbers. */
  readonly #called: Tree[] = [];
  readonly #texts: string[] = [];

  /** @param prefix of their names. */
  constructor(coder: Coder, prefix: string) {
    this.#coder = coder;
    this.#prefix = prefix;
  }

  /** An expression: the value of a tree on the words of a state. */
  call(tree: Tree): string {
    return `${this.#prefix}${this.#number(tree)}(${this.#coder.words.join(', ')}) | 0`;
  }

  /** The functions for all calls so far. */
  get text(): string {
    return this.#texts.join('');
  }

  #number(tree: Tree): number {
    const known = this.#numbers.get(tree);
    if (known !== undefined) return known;
    const number = this.#called.push(tree) - 1;
    this.#numbers.set(tree, number);
    const cut = junctions(tree);
    const part = this.#part(tree, tree, cut);
    const code = this.#coder.tree(part, (value) =>
      value < firstCall ? `return ${value};\n` : `return ${this.call(this.#called[value - firstCall] as Tree)};\n`,
    );
    const words = this.#coder.words;
    const parameters = words.map((word) => `${word} = ${word} | 0;\n`).join('');
    this.#texts[number] =
      `function ${this.#prefix}${number}(${words.join(', ')}) {\n${parameters}${code}return 0;\n}\n`;
    return number;
  }

  /** A tree down to the junctions below it. */
  #part(root: Tree, tree: Tree, cut: ReadonlySet<Tree>): Tree {
    if (tree.kind === 'leaf') return this.#trees.leaf(tree.value);
    if (tree !== root && cut.has(tree)) return this.#trees.leaf(firstCall + this.#number(tree));
    const part = (next: Tree): Tree => this.#part(root, next, cut);
    if (tree.kind === 'count') return this.#trees.count(tree.literals, tree.next.map(part));
    const { cell, branches } = tree;
    return this.#trees.switch(
      cell,
      branches.map(({ codes }) => codes),
      branches.map(({ next }) => part(next)),
    );
  }
}
