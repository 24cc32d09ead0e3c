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

/** The field of a cell, `ioasid.state`. */
export function fieldOf({ columns }: Layout, cell: number): string {
  const { table, name } = columns.findLast(({ offset }) => offset <= cell) as Column;
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
