/** `vsva check`: the exhaustive search of instances, each on a thread of its own where that is possible. */
import { properties } from '../invariants/properties.ts';
import { type CheckJson, checkJson } from '../report/check-json.ts';
import { checkText } from '../report/check-text.ts';
import { failedGates } from '../report/gates.ts';
import { boundsFlag } from './bounds-flag.ts';
import { checkAll } from './check-all.ts';
import { type CheckRequest, checkRequest } from './check-request.ts';
import { detailOf, longRunFlags } from './common-flags.ts';
import { exitCodeOf, type Outcome } from './exit-codes.ts';
import { OutFolder } from './out-folder.ts';
import { ProgressMeter } from './progress.ts';
import { Reporters } from './reporters.ts';
import { interrupted } from './stop.ts';
import type { Verb } from './verb.ts';

function outcomesOf(json: CheckJson, gates: readonly string[], expected: string | null): ReadonlySet<Outcome> {
  const { verdict, invariants, leadsTo, instances } = json;
  const all = [...invariants, ...leadsTo];
  const outcomes = new Set<Outcome>();
  if (instances.some(({ reason }) => reason === interrupted)) outcomes.add('interrupted');
  if (instances.some(({ differences }) => differences.length > 0)) outcomes.add('differs');
  if (verdict === 'undecided') outcomes.add('undecided');
  if (expected === null) {
    if (invariants.some(({ held }) => held === false)) outcomes.add('violated');
    if (leadsTo.some(({ held }) => held === false)) outcomes.add('leadsTo');
    if (gates.length > 0) outcomes.add('gate');
  } else if (verdict !== 'undecided' && all.some(({ id, held }) => id === expected && held !== false)) {
    outcomes.add('unexpected');
  }
  return outcomes;
}

/** The effective configuration, in one line. */
function configurationText(request: CheckRequest, threads: number): string {
  const { instances, bounds, design, invariants, leadsTo, against, symmetry, maxStates, deadline } = request;
  const asked = [...invariants, ...leadsTo];
  const set = Object.entries(bounds).map(([name, value]) => `${name}=${value}`);
  return [
    `vsva check ${instances.map(({ name }) => name).join(' ')} --design ${design}`,
    `--inv ${asked.length === properties.length ? 'all' : asked.join(',')}`,
    `--against ${against ?? 'engine'}`,
    ...(symmetry ? ['--symmetry on'] : []),
    ...(set.length === 0 ? [] : [`--bound ${set.join(',')}`]),
    ...(maxStates === null ? [] : [`--max-states ${maxStates}`]),
    ...(deadline === null ? [] : [`(${deadline.reason.replace(' was reached', '')})`]),
    `on ${threads} thread${threads === 1 ? '' : 's'}`,
  ].join(' ');
}

export const check: Verb = {
  name: 'check',
  operands: '[instance…]',
  summary: 'Searches every state of an instance, model and engine in lock-step.',
  example: 'vsva check identity --timeout 10m',
  flags: {
    design: { value: 'NAME', about: 'the design to check (golden); see vsva list designs, faults' },
    instance: { value: 'NAME,…', about: 'instances to check, besides the arguments (all)' },
    ...boundsFlag,
    inv: { value: 'ID,…', about: 'invariants and leads-to properties to check (all)' },
    against: { value: 'engine|none', about: 'what is held against the model (engine, for the golden design)' },
    symmetry: { value: 'on|off', about: 'search one of all states that differ only in the names of objects (off)' },
    'max-states': {
      value: 'N',
      about: 'stop an instance at so many distinct states (100000 for designs other than golden)',
    },
    expect: { value: 'ok|violation:ID', about: 'what must come out (ok)' },
    ...longRunFlags,
  },
  run: async (given, surroundings) => {
    const request = checkRequest(given, surroundings);
    const reporters = new Reporters(given, surroundings.cwd);
    const out = new OutFolder(given, surroundings.cwd);
    const meter = new ProgressMeter(given, surroundings);
    reporters.prepare();
    out.prepare();
    const threads = Math.min(surroundings.threads, request.instances.length);
    const { instances, ...rest } = request;
    const names = instances.map(({ name }) => name);
    meter.begin(configurationText(request, threads), { verb: 'check', instances: names, ...rest, threads });

    const json = checkJson(request.design, await checkAll(request, meter, surroundings));
    const gates = failedGates(json, {
      instances: surroundings.instances.map(({ name }) => name),
      invariants: properties.map(({ id }) => id),
    });
    const { expected } = request;
    const telling = {
      detail: detailOf(given),
      gates: expected === null ? gates : [],
      expected,
      replay: (instance: string, invariant: string | null, token: string) => out.replay(instance, invariant, token),
    };
    reporters.publish({ json, text: (paint) => checkText(json, { ...telling, paint }) }, surroundings);
    for (const { name, bounds, violations, differences } of json.instances) {
      const setting = { instance: name, bounds, design: request.design };
      for (const found of [...violations, ...differences]) out.write(setting, found);
    }
    return exitCodeOf(outcomesOf(json, gates, expected));
  },
};
