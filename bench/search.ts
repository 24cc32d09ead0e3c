/**
 * `npm run bench:search`: our search against Spin, Rumur and, where TLA2TOOLS names its jar, TLC, on the same models in
 * one go; what compiling and learning the model of the host is worth; and what a second thread gains. It ends with 0
 * where all count the same and every target is met, else with 10. Verifiers are built before anything is measured.
 *
 * Flags: `--rounds N` (5 if left out), of which the median counts; `--json` prints the summary alone.
 */
import '../cli/late-optimizing.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exitCodes } from '../cli/exit-codes.ts';
import { thousands } from '../report/numbers.ts';
import { bySymmetry, type Contest, host, millionStates, sevenMillionStates } from './search/contests.ts';
import { hostRates } from './search/host-rates.ts';
import { type Result, resultOf } from './search/result.ts';
import { sideBySide } from './search/side-by-side.ts';
import { standingsText } from './search/standings-text.ts';
import { summaryOf, targetsOf } from './search/summary.ts';
import { isMet, verdictLine } from './search/targets.ts';
import { contest } from './tools/contest.ts';
import { ToolFailed } from './tools/measure.ts';
import { installPackages } from './tools/packages.ts';

const tell = (line: string): void => console.error(line);
const loadText = (): string => `load average ${(loadavg()[0] as number).toFixed(1)}`;

function heldContest(held: Contest, rounds: number): Result {
  tell(`${held.title}, ${loadText()}`);
  const standings = contest(held.contestants, rounds, (name, { cpuSeconds }) =>
    tell(`  ${name}: ${cpuSeconds.toFixed(2)} s`),
  );
  return resultOf(held, standings);
}

async function search(folder: string, rounds: number, json: boolean): Promise<number> {
  const jar = process.env['TLA2TOOLS'];
  tell('generating and compiling verifiers');
  const contests = {
    millionStates: millionStates(folder, jar === undefined ? jar : resolve(jar)),
    bySymmetry: bySymmetry(folder),
    sevenMillionStates: sevenMillionStates(folder),
    host: host(folder),
  };
  const results = {
    millionStates: heldContest(contests.millionStates, rounds),
    bySymmetry: heldContest(contests.bySymmetry, rounds),
    sevenMillionStates: heldContest(contests.sevenMillionStates, rounds),
    host: heldContest(contests.host, rounds),
  };
  tell(`the model of the host, ${loadText()}`);
  const rates = hostRates(rounds, (way, rate) => tell(`  ${way}: ${thousands(Math.round(rate))} edges/s`));
  tell(`two halves of a check, ${loadText()}`);
  const halves = await sideBySide(rounds, ({ oneSeconds, twoSeconds }) =>
    tell(`  on one thread ${oneSeconds.toFixed(2)} s, on two ${twoSeconds.toFixed(2)} s`),
  );

  const summary = summaryOf({ ...results, rates, sideBySide: halves });
  const targets = targetsOf(summary);
  if (json) console.log(JSON.stringify(summary));
  else {
    for (const result of Object.values(results)) console.log([...standingsText(result), ''].join('\n'));
    for (const target of targets) console.log(verdictLine(target));
  }
  return summary.countsAgree && targets.every(isMet) ? exitCodes.ok : exitCodes.gate;
}

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, json: { type: 'boolean', default: false } },
});
const rounds = Number(values.rounds);
const missing = installPackages();
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error(`bench:search: --rounds is a whole number from 1 on, not ${values.rounds}`);
  process.exitCode = exitCodes.usage;
} else if (missing !== null) {
  console.error(`bench:search: ${missing}`);
  process.exitCode = exitCodes.system;
} else {
  const folder = mkdtempSync(join(tmpdir(), 'vsva-bench-'));
  try {
    process.exitCode = await search(folder, rounds, values.json);
  } catch (error) {
    if (!(error instanceof ToolFailed)) throw error;
    console.error(`bench:search: ${error.message}`);
    process.exitCode = exitCodes.system;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
