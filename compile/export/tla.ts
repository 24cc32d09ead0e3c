/**
 * A traced program in TLA+, for TLC and Apalache. The state is one record, so that an action says what it changes and
 * nothing else. A module has the name of its file, so that name is part of what an export is about.
 */
import type { TracedProgram } from '../traced.ts';
import type { Effect } from './effect.ts';
import { headerLines } from './header.ts';
import { type About, exportModel } from './model.ts';
import { identifier, uniqueNames } from './names.ts';
import { type Syntax, Wording } from './wording.ts';

const howTo = (module: string) =>
  [
    `Save it as ${module}.tla, and beside it ${module}.cfg with the lines SPECIFICATION Spec and INVARIANT Inv. Then`,
    `java -cp tla2tools.jar tlc2.TLC -deadlock -workers auto ${module}.tla`,
  ] as const;

const syntax: Syntax = {
  and: '/\\',
  or: '\\/',
  equal: '=',
  unequal: '/=',
  always: 'TRUE',
  never: 'FALSE',
  prefix: 'state.',
  choose: (test, then, otherwise) => `(IF ${test} THEN ${then} ELSE ${otherwise})`,
};

const rule = (title: string): string => `---- ${title} ----`;

/** A text whose further lines begin so many blanks later. */
const indented = (text: string, blanks: number): string => text.replaceAll('\n', `\n${' '.repeat(blanks)}`);

export function tla(traced: TracedProgram, about: About): string {
  const model = exportModel(traced, about);
  const { names, variables, rules, invariants } = model;
  const wording = new Wording(syntax, names);
  const module = identifier(about.name);
  const operators = uniqueNames(rules.map(({ name }) => name));
  const properties = uniqueNames(invariants.map(({ name }) => name));

  /** The state after an effect, as an expression. */
  const after = ({ choices, writes }: Effect): string => {
    const chosen = choices.map(({ when, effect }, place) => {
      const test = place < choices.length - 1 ? `IF ${wording.formula(when)} THEN` : '';
      const head = place === 0 ? `(${test}` : `ELSE ${test}`.trimEnd();
      return `${head}\n  ${indented(after(effect), 2)}`;
    });
    const base = chosen.length === 0 ? 'state' : `${chosen.join('\n')}\n)`;
    const written = writes.map((write) => `!.${names.cell(write.cell)} = ${wording.written(write)}`);
    return written.length === 0 ? base : `[${base} EXCEPT\n  ${written.join(',\n  ')}]`;
  };

  const lines = [
    rule(`MODULE ${module}`),
    ...headerLines(model, howTo(module)).map((line) => `\\* ${line}`.trimEnd()),
    '',
    'EXTENDS Integers',
    '',
    'VARIABLE state',
    '',
    ...names.constants.map(({ name, value }) => `${name} == ${value}`),
    '',
    'Init == state = [',
    variables.map(({ cell, initial }) => `  ${names.cell(cell)} |-> ${names.code(cell, initial)}`).join(',\n'),
    ']',
    ...rules.flatMap(({ name, guard, effect }, place) => [
      '',
      `\\* ${name}`,
      `${operators[place]} ==`,
      ...wording.conjuncts(guard).map((conjunct) => `  /\\ ${conjunct}`),
      `  /\\ state' = ${indented(after(effect), 5)}`,
    ]),
    '',
    'Next ==',
    ...operators.map((operator) => `  \\/ ${operator}`),
    '',
    'Spec == Init /\\ [][Next]_state',
    ...invariants.flatMap(({ name, when }, place) => [
      '',
      `\\* ${name}`,
      `${properties[place]} == ~(${wording.formula(when)})`,
    ]),
    '',
    'Inv ==',
    ...(properties.length === 0 ? ['TRUE'] : properties).map((property) => `  /\\ ${property}`),
    '='.repeat(20),
  ];
  return `${lines.join('\n')}\n`;
}
