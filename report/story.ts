/** A story in text: numbered commands with their answers, and below each only what changed. */
import { rules } from '../spec/commands.ts';
import type { Rule } from '../spec/rule.ts';
import type { StepJson } from './step-json.ts';
import { wrap } from './wrap.ts';

/** `vfio_bind_gpasid(actor=vm1, container=c1, hpasid=p2, gpasid=g1, gpgd=pgd1)` */
function commandText({ kind, ...args }: StepJson['command']): string {
  const list = Object.entries(args).map(([name, value]) => `${name}=${value}`);
  return `${kind}(${list.join(', ')})`;
}

const clauseOf = (id: string): string => (rules.find((rule) => rule.id === id) as Rule).because;

/**
 * The lines of a story. Commands are not broken, however long.
 *
 * @param beside for each step, what another implementation answered; nothing where the list has ended.
 */
export function storyLines(steps: readonly StepJson[], beside: readonly string[] = []): string[] {
  const width = String(steps.length).length;
  return steps.flatMap(({ command, answer, rule, diff }, place) => {
    const other = beside[place];
    const number = `  ${String(place + 1).padStart(width)}. `;
    const indent = ' '.repeat(number.length + 2);
    return [
      `${number}${commandText(command)} = ${answer}${other === undefined ? '' : ` (engine: ${other})`}`,
      ...(rule === null ? [] : wrap(`refused by ${rule}: ${clauseOf(rule)}`, indent)),
      ...diff.map(({ cell, from, to }) => `${indent}${cell}: ${from} → ${to}`),
    ];
  });
}
