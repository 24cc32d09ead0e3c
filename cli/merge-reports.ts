/** `vsva merge-reports`: the reports of all shards of a check as that of the whole, with its gates and exit code. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { properties } from '../invariants/properties.ts';
import { checkText } from '../report/check-text.ts';
import { failedGates } from '../report/gates.ts';
import { mergedJson, mergeReports, type NamedReport } from '../report/merge-reports.ts';
import { NotAReport, parseCheck } from '../report/parse-check.ts';
import { outcomesOf } from './check-outcomes.ts';
import { detailFlags, detailOf, reporterFlag } from './common-flags.ts';
import { exitCodeOf } from './exit-codes.ts';
import { Reporters } from './reporters.ts';
import { UsageError } from './usage-error.ts';
import type { Verb } from './verb.ts';

function readReport(folder: string, name: string): readonly NamedReport[] {
  try {
    const json = parseCheck(readFileSync(join(folder, name), 'utf8'));
    return json === null ? [] : [{ name, json }];
  } catch (error) {
    throw error instanceof NotAReport ? new NotAReport(`${name}: ${error.message}`) : error;
  }
}

/** Every report of a check in the folder, by name. Throws `NotAReport`, and the system's error. */
function readReports(folder: string): readonly NamedReport[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const reports = names.toSorted().flatMap((name) => readReport(folder, name));
  if (reports.length === 0) throw new NotAReport(`there is no report of vsva check in ${folder}`);
  return reports;
}

export const mergeReportsVerb: Verb = {
  name: 'merge-reports',
  operands: 'DIR',
  summary: 'Joins the JSON reports of the shards of a check.',
  example: 'vsva merge-reports reports --reporter text',
  flags: { ...reporterFlag, ...detailFlags },
  run: (given, surroundings) => {
    const [folder, more] = given.positionals;
    if (folder === undefined || more !== undefined) throw new UsageError('merge-reports takes one folder');
    const reporters = new Reporters(given, surroundings.cwd);
    const reports = mergeReports(readReports(resolve(surroundings.cwd, folder)));
    reporters.prepare();
    const everything = {
      instances: surroundings.instances.map(({ name }) => name),
      invariants: properties.map(({ id }) => id),
    };
    const judged = reports.map((json) => ({ json, gates: failedGates(json, everything) }));
    const replay = (_instance: string, _invariant: string | null, token: string) => token;
    const detail = detailOf(given);
    reporters.publish(
      {
        json: mergedJson(reports),
        text: (paint) =>
          judged
            .map(({ json, gates }) => {
              const { expected } = json.asked;
              return checkText(json, { detail, paint, gates: expected === null ? gates : [], expected, replay });
            })
            .join('\n'),
      },
      surroundings,
    );
    return exitCodeOf(new Set(judged.flatMap(({ json, gates }) => [...outcomesOf(json, gates)])));
  },
};
