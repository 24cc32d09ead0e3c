/** The shapes of a command as text: a table of classes, in which no row repeats the facts that the one above has too. */
import { counted, thousands } from './numbers.ts';
import type { ClassShown, Shape } from './shapes.ts';
import { wrap } from './wrap.ts';

/** So many facts are indented; those behind them stand below one another. */
const indentedMax = 12;
const indent = (depth: number): string => '  '.repeat(1 + Math.min(depth, indentedMax));

const answerText = ({ answer, rule }: ClassShown): string =>
  `${answer === null ? 'is a defect: the range of a field is left' : `answers ${answer}`}${rule === null ? '' : ` (${rule})`}`;

function classLines(shown: ClassShown, above: readonly string[]): string[] {
  const { facts, changes } = shown;
  const differs = facts.findIndex((fact, place) => fact !== above[place]);
  const shared = differs < 0 ? facts.length : differs;
  const own = facts.slice(shared).map((fact, place) => ({ fact, depth: shared + place }));
  const last = own.pop();
  const end = answerText(shown);
  return [
    ...own.flatMap(({ fact, depth }) => wrap(fact, indent(depth), `${indent(depth)}  `)),
    ...(last === undefined
      ? [indent(shared) + end]
      : wrap(`${last.fact} ${end}`, indent(last.depth), `${indent(last.depth)}  `)),
    ...changes.flatMap((change) => wrap(change, `${indent(facts.length)}  `, `${indent(facts.length)}    `)),
  ];
}

function shapeLines({ command, value, others, classes }: Shape): string[] {
  const like = others === 0 ? '' : `, and ${thousands(others)} like it`;
  return [
    ...wrap(`${command}${value === null ? '' : ` = ${value}`}${like}:`, '', '  '),
    ...classes.flatMap((shown, place) => classLines(shown, classes[place - 1]?.facts ?? [])),
    '',
  ];
}

/** @param about which command, on which instance, in which design: `vfio_bind_gpasid on identity, golden`. */
export function treeText(about: string, shapes: readonly Shape[]): string {
  const count = shapes.reduce((sum, { classes }) => sum + classes.length, 0);
  const classes = counted(count, 'behaviour class', 'behaviour classes');
  const heading = `${about}: ${classes}, ${counted(shapes.length, 'shape')}`;
  return [heading, '', ...shapes.flatMap(shapeLines)].join('\n');
}
