/** What a random run found, as plain data: the JSON report, from which the text is made too. */

import type { RandomDifference, RandomResult } from '../conformance/random-run.ts';
import { commandKinds, commandSpecs } from '../spec/commands.ts';
import type { Rule } from '../spec/rule.ts';
import { type DifferenceJson, differenceJson } from './counterexample-json.ts';

/** What was asked for: all that it takes to repeat the run. */
export interface RunSetting {
  /** The hosts on which sequences are run in turn: `large,crowded`. */
  readonly instance: string;
  readonly seed: number;
  /** Number of sequences. */
  readonly runs: number;
  /** Most commands of a sequence. */
  readonly steps: number;
}

export interface RunDifferenceJson extends DifferenceJson {
  /** The host on which it came about. */
  readonly instance: string;
  /** Length of the sequence that differed first, and how many were tried to shorten it. */
  readonly from: number;
  readonly trials: number;
}

export interface RunJson extends RunSetting {
  readonly schema: 'vsva/run/1';
  /** `agreed`: no sequence differed. `undecided`: none so far. */
  readonly verdict: 'agreed' | 'differed' | 'undecided';
  /** Why not all sequences were run, or null. */
  readonly reason: string | null;
  /** Sequences that were run without a difference, and the commands in them. */
  readonly sequences: number;
  readonly commands: number;
  /** Of those sequences, in the order in which they were run; null if there is none. */
  readonly lengths: {
    readonly shortest: number;
    readonly median: number;
    readonly longest: number;
    readonly all: readonly number[];
  } | null;
  readonly seconds: number;
  /** By kind of command and answer, how often, the most frequent first; an id that was answered counts as `ok`. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** By rule of the commands in play, how often it refused something: 0 too. */
  readonly refusals: Readonly<Record<string, number>>;
  /** Commands in play that were never granted, and their rules that refused nothing. */
  readonly starved: readonly string[];
  readonly difference: RunDifferenceJson | null;
}

function spread(lengths: readonly number[]): RunJson['lengths'] {
  if (lengths.length === 0) return null;
  const sorted = lengths.toSorted((one, other) => one - other);
  const at = (place: number) => sorted[place] as number;
  return { shortest: at(0), median: at((sorted.length - 1) >> 1), longest: at(sorted.length - 1), all: lengths };
}

/** What of the commands in play was never seen: a grant, or a refusal. */
function starvedOf({ inPlay, answers, refusals }: RandomResult): readonly string[] {
  return inPlay.flatMap((kind) => {
    const rules: readonly Rule[] = commandSpecs[kind].rules;
    const unseen = rules.filter(({ id }) => !refusals.has(id)).map(({ id }) => id);
    return answers.get(kind)?.has('ok') === true ? unseen : [kind, ...unseen];
  });
}

export function runJson(setting: RunSetting, result: RandomResult, seconds: number): RunJson {
  const { inPlay, lengths, answers, refusals, reason, difference } = result;
  const rules = inPlay.flatMap((kind) => commandSpecs[kind].rules as readonly Rule[]);
  const commands = lengths.reduce((sum, length) => sum + length, 0);
  const stopped = difference !== null ? null : (reason ?? (commands === 0 ? 'nothing was run' : null));
  return {
    schema: 'vsva/run/1',
    verdict: difference !== null ? 'differed' : stopped === null ? 'agreed' : 'undecided',
    reason: stopped,
    ...setting,
    sequences: lengths.length,
    commands,
    lengths: spread(lengths),
    seconds,
    answers: Object.fromEntries(
      commandKinds.map((kind) => {
        const counts = [...(answers.get(kind) ?? [])].toSorted(([, one], [, other]) => other - one);
        return [kind, Object.fromEntries(counts)];
      }),
    ),
    refusals: Object.fromEntries(rules.map(({ id }) => [id, refusals.get(id) ?? 0])),
    starved: starvedOf(result),
    difference: difference === null ? null : runDifferenceJson(setting, difference),
  };
}

function runDifferenceJson(setting: RunSetting, { host, story, from, trials }: RandomDifference): RunDifferenceJson {
  const instance = setting.instance.split(',')[host] as string;
  return { ...differenceJson({ instance, bounds: {}, design: 'golden' }, story), instance, from, trials };
}
