/** The text of a random run, made from its JSON report. */
import type { Detail } from './check-text.ts';
import { differenceLines } from './counterexample-text.ts';
import { counted, seconds, thousands } from './numbers.ts';
import type { Paint } from './paint.ts';
import type { RunDifferenceJson, RunJson, RunSetting } from './run-json.ts';
import { table } from './table.ts';
import { wrap } from './wrap.ts';

export interface RunTelling {
  readonly detail: Detail;
  /** Whether the table of commands and answers is wanted. */
  readonly stats: boolean;
  readonly paint: Paint;
  /** What `vsva replay` is given for the difference: a file or its token. */
  readonly replay: (difference: RunDifferenceJson) => string;
}

/** The command that repeats a run. */
export const runCommand = ({ instance, seed, runs, steps }: RunSetting): string =>
  `vsva run --instance ${instance} --seed ${seed} --runs ${runs} --steps ${steps}`;

function statsLines({ answers, refusals, starved }: RunJson): string[] {
  const rows = Object.entries(answers).flatMap(([kind, counts]) =>
    Object.entries(counts).map(([answer, count]) => [kind, answer, thousands(count)]),
  );
  const refused = Object.entries(refusals).map(([rule, count]) => [rule, thousands(count)]);
  return [
    '',
    ...table(rows, '', ['command', 'answer', 'times']),
    '',
    ...table(refused, '', ['rule', 'times']),
    '',
    ...(starved.length === 0
      ? ['every command in play was granted, and every rule refused something']
      : wrap(`starved: ${starved.join(', ')}`, '', '  ')),
  ];
}

function lengthLines(lengths: RunJson['lengths'], verbose: boolean): string[] {
  if (lengths === null) return [];
  const { shortest, median, longest, all } = lengths;
  const line = `lengths: shortest ${thousands(shortest)}, median ${thousands(median)}, longest ${thousands(longest)}`;
  return [`  ${line}`, ...(verbose ? wrap(`all lengths: ${all.map(thousands).join(' ')}`, '  ', '    ') : [])];
}

function summary(json: RunJson, { detail, stats }: RunTelling): string[] {
  const { instance, sequences, commands, lengths } = json;
  const done = `${instance}: ${counted(sequences, 'sequence')}, ${counted(commands, 'command')}`;
  return [
    `${done}, ${seconds(json.seconds)}`,
    ...lengthLines(lengths, detail === 'verbose'),
    `  repeat it: ${runCommand(json)}`,
    ...(stats ? statsLines(json) : []),
    '',
  ];
}

function differenceOf({ difference }: RunJson, { paint, replay }: RunTelling): string[] {
  if (difference === null) return [];
  const shrunk = `shrunk from ${thousands(difference.from)} in ${counted(difference.trials, 'trial')}`;
  const telling = { note: `${shrunk}, on ${difference.instance}`, replay: replay(difference), paint };
  return [...differenceLines(difference, telling), ''];
}

function verdict({ verdict: found, commands, reason, seed }: RunJson, paint: Paint): string[] {
  const seeded = `(seed ${seed})`;
  switch (found) {
    case 'agreed':
      return [paint('good', `agreed: model and engine on ${counted(commands, 'command')} ${seeded}`)];
    case 'differed':
      return [paint('bad', `differed: model and engine ${seeded}`)];
    case 'undecided':
      return wrap(`undecided: no difference in ${counted(commands, 'command')}, but ${reason} ${seeded}`, '', '  ').map(
        (line) => paint('open', line),
      );
  }
}

export function runText(json: RunJson, telling: RunTelling): string {
  const lines = [
    ...(telling.detail === 'quiet' ? [] : summary(json, telling)),
    ...differenceOf(json, telling),
    ...verdict(json, telling.paint),
  ];
  return `${lines.join('\n')}\n`;
}
