/**
 * A traced program in Murphi, for Rumur and CMurphi. An action is one rule: its guard stands for all its paths, and
 * the choice between them is made in its body. That fires as often as a rule for each path, and is much faster.
 */
import type { TracedProgram } from '../traced.ts';
import type { Effect } from './effect.ts';
import { headerLines } from './header.ts';
import { type About, exportModel } from './model.ts';

import { type Syntax, Wording } from './wording.ts';

const howTo = [
  'rumur --pack-state off --scalarset-schedules off --output model.c FILE',
  'cc -std=c11 -O3 -march=native -mcx16 model.c -o model -lpthread',
  './model',
] as const;

const syntax: Syntax = {
  and: '&',
  or: '|',
  equal: '=',
  unequal: '!=',
  always: 'true',
  never: 'false',
  prefix: '',
  choose: (test, then, otherwise) => `(${test} ? ${then} : ${otherwise})`,
};

export function murphi(traced: TracedProgram, about: About): string {
  const model = exportModel(traced, about);
  const { names, max, variables, rules, invariants } = model;
  const wording = new Wording(syntax, names);

  const effectLines = ({ choices, writes }: Effect, indent: string): readonly string[] => {
    const chosen = choices.flatMap(({ when, effect }, place) => {
      const test = `${wording.formula(when)} then`;
      const head = place === 0 ? `if ${test}` : place < choices.length - 1 ? `elsif ${test}` : 'else';
      return [`${indent}${head}`, ...effectLines(effect, `${indent}  `)];
    });
    const written = writes.map((write) => `${indent}${names.cell(write.cell)} := ${wording.written(write)};`);
    return [...chosen, ...(chosen.length === 0 ? [] : [`${indent}end;`]), ...written];
  };

  const lines = [
    ...headerLines(model, howTo).map((line) => `-- ${line}`.trimEnd()),
    '',
    'const',
    ...names.constants.map(({ name, value }) => `  ${name}: ${value};`),
    '',
    'var',
    ...variables.map(({ cell }) => `  ${names.cell(cell)}: 0..${max[cell]};`),
    '',
    'startstate "boot"',
    'begin',
    ...variables.map(({ cell, initial }) => `  ${names.cell(cell)} := ${names.code(cell, initial)};`),
    'end;',
    ...rules.flatMap(({ name, guard, effect }) => [
      '',
      `rule "${name}"`,
      `  ${wording.conjuncts(guard).join('\n  & ')}`,
      '==>',
      'begin',
      ...effectLines(effect, '  '),
      'end;',
    ]),
    ...invariants.flatMap(({ name, when }) => [
      '',
      `rule "the violation of ${name}"`,
      `  ${wording.formula(when)}`,
      '==>',
      'begin',
      `  error "${name}";`,
      'end;',
    ]),
  ];
  return `${lines.join('\n')}\n`;
}
