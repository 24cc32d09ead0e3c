/** `vsva check`: the exhaustive search of instances, each on a thread of its own where that is possible. */
import { printBytes } from '../conformance/bytes.ts';
import { properties } from '../invariants/properties.ts';
import { checkJson } from '../report/check-json.ts';
import { checkText } from '../report/check-text.ts';
import { failedGates } from '../report/gates.ts';
import { boundsFlag } from './bounds-flag.ts';
import { checkAll, lanesOf, memoryShare } from './check-all.ts';
import { outcomesOf } from './check-outcomes.ts';
import { type CheckRequest, checkRequest } from './check-request.ts';
import { detailOf, longRunFlags } from './common-flags.ts';
import { exitCodeOf } from './exit-codes.ts';
import { OutFolder } from './out-folder.ts';
import { ProgressMeter } from './progress.ts';
import { Reporters } from './reporters.ts';
import { prepareKeeping, searchFlags } from './search-flags.ts';
import type { Verb } from './verb.ts';

/** The effective configuration, in one line. */
function configurationText(request: CheckRequest, threads: number): string {
  const { instances, bounds, design, invariants, leadsTo, against, symmetry, maxStates, deadline } = request;
  const { memoryBytes, lossy, keeping, shard } = request;
  const asked = [...invariants, ...leadsTo];
  const share = memoryShare(request, threads);
  const set = Object.entries(bounds).map(([name, value]) => `${name}=${value}`);
  return [
    `vsva check ${instances.map(({ name }) => name).join(' ')} --design ${design}`,
    `--inv ${asked.length === properties.length ? 'all' : asked.join(',')}`,
    `--against ${against ?? 'engine'}`,
    ...(symmetry ? ['--symmetry on'] : []),
    ...(set.length === 0 ? [] : [`--bound ${set.join(',')}`]),
    ...(maxStates === null ? [] : [`--max-states ${maxStates}`]),
    ...(deadline === null ? [] : [`(${deadline.reason.replace(' was reached', '')})`]),
    ...(memoryBytes === null || share === null ? [] : [`--mem ${printBytes(memoryBytes)} (${printBytes(share)} each)`]),
    ...(lossy ? ['--lossy'] : []),
    ...(keeping === null ? [] : [`--${keeping.resume ? 'resume' : 'checkpoint'} ${keeping.folder}`]),
    ...(shard === null ? [] : [`--shard ${shard.index}/${shard.of}`]),
    `on ${threads} thread${threads === 1 ? '' : 's'}`,
  ].join(' ');
}

export const check: Verb = {
  name: 'check',
  operands: '[instance…]',
  summary: 'Searches every state; the engine beside small instances.',
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
    ...searchFlags,
    ...longRunFlags,
  },
  run: async (given, surroundings) => {
    const request = checkRequest(given, surroundings);
    const reporters = new Reporters(given, surroundings.cwd);
    const out = new OutFolder(given, surroundings.cwd);
    const meter = new ProgressMeter(given, surroundings);
    reporters.prepare();
    out.prepare();
    prepareKeeping(
      request.keeping,
      request.instances.map(({ name }) => name),
    );
    const threads = lanesOf(request);
    const { instances, ...rest } = request;
    const names = instances.map(({ name }) => name);
    meter.begin(configurationText(request, threads), { verb: 'check', instances: names, ...rest, threads });

    const { design, bounds, against, symmetry, maxStates, lossy, keeping, expected, shard } = request;
    const heading = { design, asked: { bounds, against, symmetry, maxStates, lossy, expected }, shard };
    const json = checkJson(heading, await checkAll(request, meter, surroundings));
    const gates = failedGates(json, {
      instances: surroundings.instances.map(({ name }) => name),
      invariants: properties.map(({ id }) => id),
    });
    const telling = {
      detail: detailOf(given),
      gates: expected === null ? gates : [],
      expected,
      replay: (instance: string, invariant: string | null, token: string) => out.replay(instance, invariant, token),
    };
    const goOn = keeping === null || json.exhaustive ? '' : `go on with --resume ${keeping.folder}\n`;
    reporters.publish({ json, text: (paint) => checkText(json, { ...telling, paint }) + goOn }, surroundings);
    for (const { name, violations, differences } of json.instances) {
      const setting = { instance: name, bounds, design };
      for (const found of [...violations, ...differences]) out.write(setting, found);
    }
    return exitCodeOf(outcomesOf(json, gates));
  },
};
