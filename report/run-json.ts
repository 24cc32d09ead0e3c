/** What a random run found, as plain data: the JSON report, from which the text is made too. */
import type { RandomResult } from '../conformance/random-run.ts';
import { commandKinds } from '../spec/commands.ts';
import { type DifferenceJson, differenceJson } from './counterexample-json.ts';

/** What was asked for: all that it takes to repeat the run. */
export interface RunSetting {
  readonly instance: string;
  readonly seed: number;
  /** Number of sequences. */
  readonly runs: number;
  /** Most commands of a sequence. */
  readonly steps: number;
}

export interface RunDifferenceJson extends DifferenceJson {
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
  readonly difference: RunDifferenceJson | null;
}

function spread(lengths: readonly number[]): RunJson['lengths'] {
  if (lengths.length === 0) return null;
  const sorted = lengths.toSorted((one, other) => one - other);
  const at = (place: number) => sorted[place] as number;
  return { shortest: at(0), median: at((sorted.length - 1) >> 1), longest: at(sorted.length - 1), all: lengths };
}

export function runJson(setting: RunSetting, result: RandomResult, seconds: number): RunJson {
  const { lengths, answers, reason, difference } = result;
  const commands = lengths.reduce((sum, length) => sum + length, 0);
  const stopped = difference !== null ? null : (reason ?? (commands === 0 ? 'nothing was run' : null));
  const host = { instance: setting.instance, bounds: {}, design: 'golden' };
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
    difference:
      difference === null
        ? null
        : { ...differenceJson(host, difference.story), from: difference.from, trials: difference.trials },
  };
}
