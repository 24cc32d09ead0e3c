/** `vsva run`: random sequences of commands on large hosts, taken by model and engine side by side. */
import { randomInt } from 'node:crypto';
import { topologyOf } from '../conformance/counterexample.ts';
import { randomRun } from '../conformance/random-run.ts';
import { hosts } from '../generators/instances.ts';
import { crowdedHost, largeHost } from '../generators/large-host.ts';
import { runProgress } from '../report/progress-text.ts';
import { type RunDifferenceJson, type RunJson, type RunSetting, runJson } from '../report/run-json.ts';
import { runCommand, runText } from '../report/run-text.ts';
import { type Deadline, deadlineOf, detailOf, longRunFlags } from './common-flags.ts';
import { exitCodeOf, type Outcome } from './exit-codes.ts';
import type { Given } from './flags.ts';
import { OutFolder } from './out-folder.ts';
import { ProgressMeter } from './progress.ts';
import { Reporters } from './reporters.ts';
import { interrupted, stopReason } from './stop.ts';
import type { Surroundings } from './surroundings.ts';
import { named, UsageError } from './usage-error.ts';
import type { Verb } from './verb.ts';

/** Of what is rare on one, there is much on the other. */
const usualHosts = [largeHost.name, crowdedHost.name];
/** Seeds are whole numbers below this. */
const seedLimit = 2 ** 31;

function settingOf(given: Given): RunSetting {
  if (given.positionals.length > 0) throw new UsageError('run takes no arguments; name a host with --instance');
  named('sut', given.text('sut') ?? 'engine', ['engine'], (sut) => sut);
  return {
    instance: (given.list('instance') ?? usualHosts)
      .map((text) => named('instance', text, hosts, ({ name }) => name).name)
      .join(','),
    seed: given.wholeNumber('seed', 0, seedLimit - 1) ?? randomInt(seedLimit),
    runs: given.wholeNumber('runs', 1, 1_000_000) ?? 100,
    steps: given.wholeNumber('steps', 1, 1_000_000) ?? 4000,
  };
}

/** Runs the sequences, showing how many are done. */
async function walk(
  setting: RunSetting,
  deadline: Deadline | null,
  meter: ProgressMeter,
  around: Surroundings,
): Promise<RunJson> {
  const { instance, seed, runs, steps } = setting;
  const topologies = instance.split(',').map((name) => topologyOf({ instance: name, bounds: {} }));
  const started = around.now();
  const elapsed = () => (around.now() - started) / 1000;
  const result = await randomRun({
    topologies,
    implementation: around.implementation,
    seed,
    runs,
    steps,
    stop: (done) => {
      meter.note(instance, {
        text: runProgress(instance, done, runs, elapsed()),
        figures: { done, runs, seconds: elapsed() },
      });
      return stopReason(around.interrupt, deadline, around.now());
    },
  });
  meter.done(instance);
  return runJson(setting, result, elapsed());
}

function outcomesOf({ verdict, reason, starved }: RunJson, mayStarve: boolean): ReadonlySet<Outcome> {
  const outcomes = new Set<Outcome>();
  if (!mayStarve && starved.length > 0) outcomes.add('gate');
  if (reason === interrupted) outcomes.add('interrupted');
  if (verdict === 'differed') outcomes.add('differs');
  if (verdict === 'undecided') outcomes.add('undecided');
  return outcomes;
}

export const run: Verb = {
  name: 'run',
  operands: '',
  summary: 'Holds the engine against the model on random sequences.',
  example: 'vsva run --seed 7 --runs 100',
  flags: {
    instance: { value: 'NAME,…', about: 'the hosts to run on in turn (large,crowded)' },
    sut: { value: 'engine', about: 'the system under test (engine)' },
    seed: { value: 'N', about: 'what the sequences are drawn from (one that nobody chose; it is printed)' },
    runs: { value: 'N', about: 'number of sequences (100)' },
    steps: { value: 'N', about: 'most commands of a sequence (4000)' },
    stats: { about: 'also print how often each command had each answer, each rule refused, and what was never seen' },
    'none-starved': { about: 'exit with 10 if a command in play was never granted, or a rule of one refused nothing' },
    ...longRunFlags,
  },
  run: async (given, surroundings) => {
    const setting = settingOf(given);
    const { cwd } = surroundings;
    const deadline = deadlineOf(given, surroundings.now());
    const reporters = new Reporters(given, cwd);
    const out = new OutFolder(given, cwd);
    const meter = new ProgressMeter(given, surroundings);
    reporters.prepare();
    out.prepare();
    meter.begin(runCommand(setting), { verb: 'run', ...setting });

    const json = await walk(setting, deadline, meter, surroundings);
    const replay = ({ instance, token }: RunDifferenceJson) => out.replay(instance, null, token);
    const telling = { detail: detailOf(given), stats: given.has('stats'), replay };
    reporters.publish({ json, text: (paint) => runText(json, { ...telling, paint }) }, surroundings);
    if (json.difference !== null) {
      out.write({ instance: json.difference.instance, bounds: {}, design: 'golden' }, json.difference);
    }
    return exitCodeOf(outcomesOf(json, !given.has('none-starved')));
  },
};
