/** `vsva replay`: tells a counterexample again, and says whether what was wrong is still wrong. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Counterexample, isToken, parseCounterexample } from '../conformance/counterexample.ts';
import { replay as replayed } from '../conformance/replay.ts';
import { type Outcome, outcomeOf, replayText } from '../report/replay-text.ts';
import { exitCodes } from './exit-codes.ts';
import type { Given } from './flags.ts';
import { paintFor } from './reporters.ts';
import { named, UsageError } from './usage-error.ts';
import type { Verb } from './verb.ts';

const sides = ['model', 'engine'] as const;

/** On what to replay: by default where it failed. */
function sidesOf(given: Given, { invariant }: Counterexample): ReadonlySet<(typeof sides)[number]> {
  const asked = given.list('on');
  if (asked === null) return new Set([invariant === null ? 'engine' : 'model']);
  const chosen = asked.map((text) => named('side', text, sides, (side) => side));
  if (invariant !== null || chosen.includes('engine')) return new Set(chosen);
  throw new UsageError('a difference does not show on the model alone: --on engine');
}

const codes: Readonly<Record<Outcome, number>> = {
  violated: exitCodes.violated,
  differs: exitCodes.differs,
  nothing: exitCodes.unexpected,
};

export const replay: Verb = {
  name: 'replay',
  operands: 'FILE|TOKEN',
  summary: 'Replays a counterexample, and exits as its failure did.',
  example: 'vsva replay failures/identity.iommu-entry-owner.json --on model,engine',
  flags: { on: { value: 'model,engine', about: 'on what to replay it; by default where it failed' } },
  run: (given, surroundings) => {
    const [source, more] = given.positionals;
    if (source === undefined || more !== undefined) throw new UsageError('replay takes one file or token');
    const text = isToken(source) ? source : readFileSync(resolve(surroundings.cwd, source), 'utf8');
    const counterexample = parseCounterexample(text);
    const on = sidesOf(given, counterexample);
    const { stdout, env, implementation } = surroundings;
    const result = replayed(counterexample, on.has('model'), on.has('engine') ? implementation : null);
    stdout.write(replayText(counterexample, result, paintFor(stdout, env)));
    return codes[outcomeOf(result)];
  },
};
