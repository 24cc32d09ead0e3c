/** `vsva scenario`: tells scenarios on the model and on the engine, and says where they are not as they are written. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { faultScenario, faultStory } from '../conformance/fault-story.ts';
import { parseScenario, type Scenario } from '../conformance/scenario.ts';
import { type Problem, playScenario, tellScenario } from '../conformance/scenario-run.ts';
import { type ScenarioVerdict, scenarioText } from '../report/scenario-text.ts';
import { faults } from '../spec/designs/faults.ts';
import { golden } from '../spec/designs/golden.ts';
import { exitCodeOf, exitCodes, type Outcome } from './exit-codes.ts';
import { prepareFolder } from './folder.ts';
import { paintFor } from './reporters.ts';
import type { Surroundings } from './surroundings.ts';
import { named, UsageError } from './usage-error.ts';
import type { Verb } from './verb.ts';

const ending = '.scenario';

/** The files that a name stands for: itself, or all scenarios below it. Throws the system's error. */
function filesAt(cwd: string, name: string): readonly string[] {
  const path = resolve(cwd, name);
  if (!statSync(path).isDirectory()) return [name];
  const below = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending));
  return below.toSorted().map((file) => join(name, file));
}

/** What the engine does otherwise; it is of the golden design, and is asked only what the model has no problem with. */
function played(scenario: Scenario, { implementation }: Surroundings): readonly Problem[] {
  const problem = scenario.design === golden ? playScenario(scenario, implementation(scenario.topology)) : null;
  return problem === null ? [] : [problem];
}

function judge(file: string, rewrites: boolean, surroundings: Surroundings): ScenarioVerdict {
  const path = resolve(surroundings.cwd, file);
  const written = readFileSync(path, 'utf8');
  const { rewritten } = tellScenario(parseScenario(file, written));
  if (rewrites && rewritten !== written) writeFileSync(path, rewritten);
  const scenario = parseScenario(file, rewrites ? rewritten : written);
  const { problems } = tellScenario(scenario);
  return {
    path: file,
    title: scenario.title,
    commands: scenario.steps.length,
    rewritten: rewrites && rewritten !== written,
    onModel: problems,
    onEngine: problems.length === 0 ? played(scenario, surroundings) : [],
  };
}

function outcomesOf(verdicts: readonly ScenarioVerdict[]): ReadonlySet<Outcome> {
  const outcomes = new Set<Outcome>();
  if (verdicts.some(({ onModel }) => onModel.length > 0)) outcomes.add('gate');
  if (verdicts.some(({ onEngine }) => onEngine.length > 0)) outcomes.add('differs');
  return outcomes;
}

/** Writes the shortest story of faults as scenarios, one file each. */
function writeFaults(folder: string, names: readonly string[], { cwd, instances, stdout }: Surroundings): number {
  const chosen = names.length === 0 ? faults : names.map((name) => named('fault', name, faults, (each) => each.name));
  const path = resolve(cwd, folder);
  prepareFolder(path);
  for (const fault of chosen) {
    const story = faultStory(fault, instances);
    const file = `${fault.name.replace('fault/', '')}${ending}`;
    if (story !== null) writeFileSync(join(path, file), faultScenario(fault, story));
    stdout.write(story === null ? `${fault.name}: no instance shows it\n` : `${fault.name}: ${join(folder, file)}\n`);
  }
  return exitCodes.ok;
}

export const scenarioVerb: Verb = {
  name: 'scenario',
  operands: 'FILE|FOLDER…',
  summary: 'Tells scenarios on the model and the engine, and compares.',
  example: 'vsva scenario scenarios',
  flags: {
    rewrite: { about: 'write what the model tells into the files, for review' },
    faults: {
      value: 'FOLDER',
      about: 'search the shortest story of every fault, or of those named, and write it there',
    },
  },
  run: (given, surroundings) => {
    const folder = given.text('faults');
    if (folder !== null) return writeFaults(folder, given.positionals, surroundings);
    const files = given.positionals.flatMap((name) => filesAt(surroundings.cwd, name));
    if (files.length === 0) throw new UsageError(`scenario takes files, or folders with files *${ending}`);
    const verdicts = files.map((file) => judge(file, given.has('rewrite'), surroundings));
    const { stdout, env } = surroundings;
    stdout.write(scenarioText(verdicts, paintFor(stdout, env)));
    return exitCodeOf(outcomesOf(verdicts));
  },
};
