/**
 * Conditions on a state as other checkers take them: tests of cells, joined by "and" and "or". They belong to no
 * language; `formula-text.ts` prints them.
 */
import type { Codes, Literal } from '../tree.ts';

/** That a cell, which holds one of the codes `within`, holds one of `codes`. */
export interface CellTest extends Literal {
  readonly kind: 'cell';
  readonly within: Codes;
}

/** That so many of the tests hold: neither none nor all of them. */
export interface Sum {
  readonly kind: 'sum';
  readonly of: readonly CellTest[];
  readonly number: number;
}

/** All or any of some formulas, of which there are never exactly one. All of none is always true, any of none never. */
export interface Joined {
  readonly kind: 'all' | 'any';
  readonly of: readonly Formula[];
}

export type Formula = CellTest | Sum | Joined;

export const always: Formula = { kind: 'all', of: [] };
export const never: Formula = { kind: 'any', of: [] };

function join(kind: Joined['kind'], formulas: readonly Formula[]): Formula {
  const of = formulas.flatMap((formula) => (formula.kind === kind ? formula.of : [formula]));
  const other = kind === 'all' ? never : always;
  if (of.includes(other)) return other;
  const [only] = of;
  if (of.length === 1 && only !== undefined) return only;
  if (of.length === 0) return kind === 'all' ? always : never;
  return { kind, of };
}

export const all = (formulas: readonly Formula[]): Formula => join('all', formulas);
export const any = (formulas: readonly Formula[]): Formula => join('any', formulas);
