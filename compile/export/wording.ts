/** Formulas, and what is written to cells, in the words of a language. */
import { type Codes, codesOf, onlyCode, type Write } from '../tree.ts';
import type { CellTest, Formula, Joined, Sum } from './formula.ts';
import type { Names } from './names.ts';

/** How a language says it. */
export interface Syntax {
  readonly and: string;
  readonly or: string;
  readonly equal: string;
  readonly unequal: string;
  readonly always: string;
  readonly never: string;
  /** What stands before the names of variables. */
  readonly prefix: string;
  /** One text where a test holds, another elsewhere; in parentheses. */
  readonly choose: (test: string, then: string, otherwise: string) => string;
}

export class Wording {
  readonly #syntax: Syntax;
  readonly #names: Names;

  constructor(syntax: Syntax, names: Names) {
    this.#syntax = syntax;
    this.#names = names;
  }

  formula(formula: Formula): string {
    switch (formula.kind) {
      case 'cell':
        return this.#test(formula);
      case 'sum':
        return this.#sum(formula);
      default:
        return this.#joined(formula);
    }
  }

  /** What must all hold, each as a text that can stand beside others. */
  conjuncts(formula: Formula): readonly string[] {
    return formula.kind === 'all' && formula.of.length > 0
      ? formula.of.map((each) => this.#part(each))
      : [this.#part(formula)];
  }

  /** What a cell holds after a write, in terms of what it held before. */
  written({ cell, map }: Write): string {
    const { choose, equal, prefix } = this.#syntax;
    const [first] = map as [number];
    if (map.every((to) => to === first)) return this.#names.code(cell, first);
    const variable = `${prefix}${this.#names.cell(cell)}`;
    return map.reduce(
      (otherwise, to, from) =>
        to === from
          ? otherwise
          : choose(`${variable} ${equal} ${this.#names.code(cell, from)}`, this.#names.code(cell, to), otherwise),
      variable,
    );
  }

  #joined({ kind, of }: Joined): string {
    const { and, or, always, never } = this.#syntax;
    if (of.length === 0) return kind === 'all' ? always : never;
    return of.map((each) => this.#part(each)).join(kind === 'all' ? ` ${and} ` : ` ${or} `);
  }

  /** A formula that stands beside others. */
  #part(formula: Formula): string {
    const text = this.formula(formula);
    const { and, or } = this.#syntax;
    return text.includes(` ${and} `) || text.includes(` ${or} `) ? `(${text})` : text;
  }

  #sum({ of, number }: Sum): string {
    const terms = of.map((test) => this.#syntax.choose(this.#test(test), '1', '0'));
    return `${terms.join(' + ')} ${this.#syntax.equal} ${number}`;
  }

  #test({ cell, codes, within }: CellTest): string {
    const { equal, unequal, or, prefix } = this.#syntax;
    const compare = (comparison: string, code: number): string =>
      `${prefix}${this.#names.cell(cell)} ${comparison} ${this.#names.code(cell, code)}`;
    const others: Codes = within & ~codes;
    const held = codesOf(codes);
    const lowest = held[0] as number;
    const highest = held.at(-1) as number;
    if (held.length === 1) return compare(equal, lowest);
    const excluded = onlyCode(others);
    if (excluded >= 0) return compare(unequal, excluded);
    if (codesOf(others).every((code) => code > highest)) return compare('<=', highest);
    if (codesOf(others).every((code) => code < lowest)) return compare('>=', lowest);
    return held.map((code) => compare(equal, code)).join(` ${or} `);
  }
}
