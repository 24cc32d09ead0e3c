/** `vsva cover`: what the instances reach of all that the specification and the model can show. */
import { witnesses } from '../invariants/reachable.ts';
import { type CoverJson, coverJson } from '../report/cover-json.ts';
import { coverText } from '../report/cover-text.ts';
import { counted, thousands } from '../report/numbers.ts';
import { commandKinds, commandSpecs } from '../spec/commands.ts';
import { deadlineOf, detailOf, longRunFlags } from './common-flags.ts';
import { coverAll } from './cover-job.ts';
import { exitCodeOf, type Outcome } from './exit-codes.ts';
import { ProgressMeter } from './progress.ts';
import { Reporters } from './reporters.ts';
import { interrupted, stopReason } from './stop.ts';
import { UsageError } from './usage-error.ts';
import type { Verb } from './verb.ts';

const { out: _, ...flags } = longRunFlags;

const everything = { specs: commandKinds.map((kind) => commandSpecs[kind]), witnesses };

function outcomesOf({ reason, failures }: CoverJson): ReadonlySet<Outcome> {
  const outcomes = new Set<Outcome>();
  if (reason === interrupted) outcomes.add('interrupted');
  if (reason !== null) outcomes.add('undecided');
  if (failures.length > 0) outcomes.add('gate');
  return outcomes;
}

export const cover: Verb = {
  name: 'cover',
  operands: '',
  summary: 'What of all that can be shown is reached, and how.',
  example: 'vsva cover --verbose',
  flags,
  run: async (given, surroundings) => {
    if (given.positionals.length > 0) throw new UsageError('cover takes no arguments');
    const { threads, instances, interrupt, now } = surroundings;
    const deadline = deadlineOf(given, now());
    const reporters = new Reporters(given, surroundings.cwd);
    const meter = new ProgressMeter(given, surroundings);
    reporters.prepare();
    const names = instances.map(({ name }) => name);
    const text = `vsva cover: ${counted(instances.length, 'instance')} on ${counted(threads, 'thread')}`;
    meter.begin(text, { verb: 'cover', instances: names, threads });
    const found = await coverAll(instances, surroundings, (instance, states) => {
      meter.note(instance, { text: `${instance}: ${thousands(states)} states`, figures: { states } });
      return stopReason(interrupt, deadline, now());
    });

    const json = coverJson(found, everything, found.find(({ reason }) => reason !== null)?.reason ?? null);
    const detail = detailOf(given);
    reporters.publish({ json, text: (paint) => coverText(json, { detail, paint }) }, surroundings);
    return exitCodeOf(outcomesOf(json));
  },
};
