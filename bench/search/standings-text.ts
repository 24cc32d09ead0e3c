/** A contest as a table for people. */
import { thousands } from '../../report/numbers.ts';
import { table } from '../../report/table.ts';
import type { Standing } from '../tools/contest.ts';
import { type Result, ratioTo } from './result.ts';

const heading = ['', 'CPU s', 'ratio', 'states/s', 'bytes per state', 'load', 'rounds'] as const;

function row(result: Result, standing: Standing): readonly string[] {
  const { name, findings, cpuSeconds, rounds } = standing;
  const { distinct, memory } = findings;
  return [
    name,
    cpuSeconds.toFixed(2),
    ratioTo(result, standing).toFixed(1),
    thousands(Math.round(distinct / cpuSeconds)),
    memory?.bytesPerState.toFixed(1) ?? '',
    memory?.load.toFixed(2) ?? '',
    String(rounds),
  ];
}

/** Lines: what was counted, then a row for each standing, then who counted otherwise. */
export function standingsText(result: Result): readonly string[] {
  const [own] = result.standings as readonly [Standing];
  const { distinct, generated, depth } = own.findings;
  return [
    `${result.title}: ${thousands(distinct)} distinct, ${thousands(generated)} generated, depth ${depth}`,
    ...table(
      result.standings.map((standing) => row(result, standing)),
      '  ',
      heading,
    ),
    ...result.disagreements.map((each) => `  DIFFERENT: ${each}`),
  ];
}
