/** `vsva faults`: which fault which invariant catches, and by how short a story. */
import { properties } from '../invariants/properties.ts';
import { type FaultsJson, faultsJson } from '../report/faults-json.ts';
import { faultsText } from '../report/faults-text.ts';
import { counted, thousands } from '../report/numbers.ts';
import type { Design } from '../spec/designs/design.ts';
import { designs } from '../spec/designs/designs.ts';
import { golden } from '../spec/designs/golden.ts';
import { deadlineOf, detailOf, longRunFlags } from './common-flags.ts';
import { exitCodeOf, type Outcome } from './exit-codes.ts';
import { type FaultJob, searchFaults } from './fault-job.ts';
import { ProgressMeter } from './progress.ts';
import { Reporters } from './reporters.ts';
import { interrupted, stopReason } from './stop.ts';
import { named } from './usage-error.ts';
import type { Verb } from './verb.ts';

/** The most commands that the shortest story of a fault may have. */
const depth = 6;

const { out: _, verbose: __, ...flags } = longRunFlags;

/** The designs at fault that are named, all if none is; in the order in which they are listed. */
function faultsNamed(names: readonly string[]): readonly Design[] {
  const all = designs.filter((design) => design !== golden);
  if (names.length === 0) return all;
  const asked = names.map((name) => named('fault', name, all, (design) => design.name));
  return all.filter((design) => asked.includes(design));
}

const isAll = (asked: readonly Design[]): boolean => asked.length === faultsNamed([]).length;

/** The effective configuration, in one line. */
const configurationText = ({ designs: names, instances, maxDepth }: FaultJob, threads: number): string =>
  [
    `vsva faults: ${counted(names.length, 'fault')} on ${counted(instances.length, 'instance')},`,
    `stories of at most ${counted(maxDepth, 'command')}, on ${counted(threads, 'thread')}`,
  ].join(' ');

function outcomesOf({ reason, failures }: FaultsJson): ReadonlySet<Outcome> {
  const outcomes = new Set<Outcome>();
  if (reason === interrupted) outcomes.add('interrupted');
  if (reason !== null) outcomes.add('undecided');
  if (failures.length > 0) outcomes.add('gate');
  return outcomes;
}

export const faults: Verb = {
  name: 'faults',
  operands: '[NAME…]',
  summary: 'Which invariant catches which fault, by how short a story.',
  example: 'vsva faults fault/no-drain vfio-v1',
  flags,
  run: async (given, surroundings) => {
    const asked = faultsNamed(given.positionals);
    const deadline = deadlineOf(given, surroundings.now());
    const reporters = new Reporters(given, surroundings.cwd);
    const meter = new ProgressMeter(given, surroundings);
    reporters.prepare();
    const names = asked.map(({ name }) => name);
    const instances = surroundings.instances.map(({ name }) => name);
    const job = { designs: names, instances, maxDepth: depth };
    const threads = Math.min(surroundings.threads, asked.length);
    meter.begin(configurationText(job, threads), { verb: 'faults', ...job, threads });

    let done = 0;
    const matrix = await searchFaults(job, surroundings, ({ design, instance }) => {
      done++;
      const text = `faults: ${thousands(done)} levels searched, the last of ${design} on ${instance}`;
      meter.note('faults', { text, figures: { done } });
      return stopReason(surroundings.interrupt, deadline, surroundings.now());
    });
    meter.done('faults');
    const json = faultsJson(matrix, { depth, instances, faults: asked, invariants: properties, all: isAll(asked) });
    const quiet = detailOf(given) === 'quiet';
    reporters.publish({ json, text: (paint) => faultsText(json, { quiet, paint }) }, surroundings);
    return exitCodeOf(outcomesOf(json));
  },
};
