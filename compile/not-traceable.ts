/** Why a transition cannot be compiled, as a sentence that says what to do. */
import type { Column, Layout } from '../spec/schema/layout.ts';

/** A transition that cannot be traced: a defect of the specification. The message names it, the field, and what to do. */
export class NotTraceable extends Error {
  /** @param what the action or case. @param why with the field it concerns. */
  constructor(what: string, why: string, advice: string) {
    super(`${what} cannot be traced: ${why}; ${advice}`);
    this.name = 'NotTraceable';
  }
}

/** That there are too many ways through it, which is a limit and no defect. An action may be traced in parts then. */
export class TooManyPaths extends NotTraceable {
  override readonly name = 'TooManyPaths';
}

/** The field of a cell, before or after: `ioasid.state`. */
export function fieldOf({ columns, cells }: Layout, cell: number): string {
  const { table, name } = columns.findLast(({ offset }) => offset <= cell % cells) as Column;
  return `${table}.${name}`;
}

/** A transition that depends on something else than the state. */
export const impure = (what: string): NotTraceable =>
  new NotTraceable(
    what,
    'the same answers do not lead to the same reads',
    'let it read nothing but the state and its command',
  );

/** A transition that breaks the promise that a refusal changes nothing. */
export const writesAndRefuses = (what: string, layout: Layout, cell: number): NotTraceable =>
  new NotTraceable(what, `it writes ${fieldOf(layout, cell)} and then refuses`, 'decide before anything is written');

/** So much is known of several cells together that it cannot be said which answers are left. */
export const tangled = (what: string, field: string): NotTraceable =>
  new NotTraceable(
    what,
    `counts of ${field} and others overlap too much`,
    'count fewer rows at a time, or fewer things',
  );

/** Something that is looked at names a row that is not there, if only in states that nobody reaches. */
export const notTotal = (what: string, why: string): NotTraceable =>
  new NotTraceable(what, `a case looks where nothing is: ${why}`, 'let it ask first whether there is such a row');

/** What becomes of its cells is too much taken together. */
export const tooLarge = (what: string): TooManyPaths =>
  new TooManyPaths(
    what,
    'its effects depend on each other in too many ways',
    'let them have less to do with each other',
  );

/** An action has too many ways to be traced as one, and what comes after one of its effects depends on what that answers. */
export const failing = (what: string): TooManyPaths =>
  new TooManyPaths(what, 'it has too many ways as one, and an effect of it may fail', 'bound it more narrowly');
