/**
 * What a behaviour class is to its reader. A *class* of a command is a leaf of its decision tree, told without the names
 * of things: the kind of command, what it answers (a refusal: the rule), and which fields change to what, where a number
 * is any number and an id any id of its sort, and however many rows change alike. So `vfio_bind_gpasid` of any PASID, in
 * any container of any instance, that makes a PASID active and enters it in one device or two is one class; that it finds
 * the PASID active before is another. Ways that end alike are one class, and are told apart by `vsva explain --tree`.
 */
import type { BehaviourClass, Change } from '../compile/classes.ts';
import type { Outcome } from '../compile/program.ts';
import { codesOf } from '../compile/tree.ts';
import { type Command, type CommandKind, commandSpecs, printAnswer, rules } from '../spec/commands.ts';
import type { Column, Layout } from '../spec/schema/layout.ts';
import { printCode } from '../spec/schema/print.ts';

export interface ClassShape {
  readonly command: CommandKind;
  /** Id of the rule that refuses, or null. */
  readonly rule: string | null;
  /** `-EBUSY`, `0`, or the sort of id that it chooses. */
  readonly answer: string;
  /** `ioasid.state: active`, `binding.pgd: pgd`, `ioasid.refs: counted`, `binding.pgd: none`; in the order of the fields. */
  readonly changes: readonly string[];
}

/** A class is the same as another if this is. */
export const shapeKey = ({ command, rule, answer, changes }: ClassShape): string =>
  rule ?? `${command} = ${answer}${changes.length === 0 ? '' : `: ${changes.join(', ')}`}`;

/** What a field becomes. */
function becomes(column: Column, { map, known }: Change): string {
  const { field } = column;
  const after = codesOf(known)
    .filter((code) => map[code] !== code)
    .map((code) => map[code] as number);
  const said = after.map((code) => {
    if (field.kind === 'counter') return 'counted';
    return field.kind === 'optional' && code !== 0 ? field.sort : printCode(column, code);
  });
  return [...new Set(said)].join('|');
}

function changesOf({ columns }: Layout, changes: readonly Change[]): readonly string[] {
  const said = changes.map((change) => {
    const column = columns.findLast(({ offset }) => offset <= change.cell) as Column;
    return `${column.table}.${column.name}: ${becomes(column, change)}`;
  });
  return [...new Set(said)];
}

/**
 * The shape of a class; null for one that is none, since another value was asked for, or since the specification leaves
 * the range of a field.
 */
export function shapeOf(
  layout: Layout,
  command: Command,
  { changes }: BehaviourClass,
  outcome: Outcome | null,
): ClassShape | null {
  if (outcome === null) return null;
  const { granted, note } = outcome;
  const { kind } = command;
  if (granted) {
    const { answers } = commandSpecs[kind];
    const answer = answers === 'zero' || note < 0 ? printAnswer(command, note) : answers;
    return { command: kind, rule: null, answer, changes: changesOf(layout, changes) };
  }
  const rule = rules[note];
  return rule === undefined ? null : { command: kind, rule: rule.id, answer: `-${rule.errno}`, changes: [] };
}
