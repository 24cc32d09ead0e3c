/**
 * A traced program in Promela, for Spin. One process chooses between the actions, each of which is one d_step; a
 * variable takes as many bits as its values need, which was the fastest of several layouts.
 */
import type { TracedProgram } from '../traced.ts';
import type { Effect } from './effect.ts';
import { headerLines } from './header.ts';
import { type About, exportModel } from './model.ts';

import { type Syntax, Wording } from './wording.ts';

const howTo = [
  'spin -a FILE',
  'cc -O2 -DSAFETY -DNOREDUCE pan.c -o pan',
  './pan -m1000000',
  'With -DBFS, the way to a violation is a shortest one. spin -T -t -k FILE.trail FILE tells it.',
] as const;

const syntax: Syntax = {
  and: '&&',
  or: '||',
  equal: '==',
  unequal: '!=',
  always: 'true',
  never: 'false',
  prefix: '',
  choose: (test, then, otherwise) => `(${test} -> ${then} : ${otherwise})`,
};

const bitsOf = (max: number): number => 32 - Math.clz32(max);

export function promela(traced: TracedProgram, about: About): string {
  const model = exportModel(traced, about);
  const { names, max, variables, rules, invariants } = model;
  const wording = new Wording(syntax, names);

  const effectLines = ({ choices, writes }: Effect, indent: string): readonly string[] => {
    const chosen = choices.flatMap(({ when, effect }, place) => [
      `${indent}:: ${place < choices.length - 1 ? wording.formula(when) : 'else'} ->`,
      ...effectLines(effect, `${indent}   `),
    ]);
    const written = writes.map((write) => `${indent}${names.cell(write.cell)} = ${wording.written(write)};`);
    if (chosen.length === 0) return written.length === 0 ? [`${indent}skip`] : written;
    return [`${indent}if`, ...chosen, `${indent}fi;`, ...written];
  };

  const lines = [
    ...headerLines(model, howTo).map((line, place) => `${place === 0 ? '/*' : ' *'} ${line}`.trimEnd()),
    ' */',
    '',
    ...names.constants.map(({ name, value }) => `#define ${name} ${value}`),
    '',
    ...variables.map(
      ({ cell, initial }) =>
        `unsigned ${names.cell(cell)} : ${bitsOf(max[cell] as number)} = ${names.code(cell, initial)};`,
    ),
    '',
    'active proctype model() {',
    'end:',
    '  do',
    ...invariants.flatMap(({ name, when }) => [
      `  :: d_step { ${wording.formula(when)} -> printf("the violation of ${name}\\n"); assert(false) }`,
    ]),
    ...rules.flatMap(({ name, guard, effect }) => [
      '  :: d_step {',
      `       ${wording.conjuncts(guard).join(' &&\n       ')} ->`,
      `       printf("${name}\\n");`,
      ...effectLines(effect, '       '),
      '     }',
    ]),
    '  od;',
    '  /* Never reached. Spin leaves what is nowhere read out of the state, and so would merge states. */',
    `  (${variables.map(({ cell }) => names.cell(cell)).join(' +\n   ')} < 0)`,
    '}',
  ];
  return `${lines.join('\n')}\n`;
}
