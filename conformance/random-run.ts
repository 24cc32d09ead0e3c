/**
 * Random lock-step on a host of any size: sequences of commands, taken by model and implementation side by side, until
 * one differs; that one is shrunk. Seeds make it repeatable.
 */
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { resolve } from '../generators/intent.ts';
import { Population } from '../generators/population.ts';
import { kindOf, type Sequence, sequences } from '../generators/sequences.ts';
import { type Command, type CommandKind, printAnswer } from '../spec/commands.ts';
import type { Topology } from '../spec/topology.ts';
import type { Implementation } from './implementation.ts';
import { shrink, type Trial } from './shrink.ts';
import { SideBySide } from './side-by-side.ts';
import { type DifferenceStory, tellDifference } from './story.ts';

export interface RandomOptions {
  readonly topology: Topology;
  /** Makes a fresh implementation, in the state after boot. */
  readonly implementation: () => Implementation;
  readonly seed: number;
  /** Number of sequences. */
  readonly runs: number;
  /** Most commands of a sequence. */
  readonly steps: number;
  /** Asked between sequences; a reason to stop, or null. */
  readonly stop?: () => string | null;
}

export interface RandomResult {
  readonly seed: number;
  /** Length of every sequence that was run before one differed, in order. */
  readonly lengths: readonly number[];
  /** How often each kind of command had each answer; ids count as one answer, `ok`. */
  readonly answers: ReadonlyMap<CommandKind, ReadonlyMap<string, number>>;
  /** Why it stopped before all sequences were run, or null. */
  readonly reason: string | null;
  readonly difference: RandomDifference | null;
}

export interface RandomDifference {
  /** Commands none of which can be left out. */
  readonly commands: readonly Command[];
  readonly story: DifferenceStory;
  /** Length of the sequence that differed first, and how many sequences were tried to shorten it. */
  readonly from: number;
  readonly trials: number;
}

/** Commands taken between two turns of the event loop, and two questions whether to stop. */
const portion = 1000;

/**
 * Runs one sequence on both sides. Answers the commands it came to if they differ, and null if they do not, or if it
 * was to stop before that showed.
 */
async function differing(
  { topology, implementation }: Pick<RandomOptions, 'topology' | 'implementation'>,
  sequence: Sequence,
  note: (kind: CommandKind, answer: string) => void,
  mustStop: () => boolean,
): Promise<readonly Command[] | null> {
  const both = new SideBySide(topology, implementation());
  const population = new Population(topology);
  const commands: Command[] = [];
  for (const { lot, intent } of sequence.intended) {
    const command = resolve(kindOf(sequence, lot), topology, population, intent);
    commands.push(command);
    if (commands.length % portion === 0) {
      await setImmediate();
      if (mustStop()) return null;
    }
    const { told, discord } = both.take(command);
    if (discord !== null) return commands;
    note(command.kind, told.answer < 0 ? printAnswer(command, told.answer) : 'ok');
    population.note(command, told.answer);
  }
  return both.compareAll() === null ? null : commands;
}

export async function randomRun(options: RandomOptions): Promise<RandomResult> {
  const { seed, runs, steps, stop } = options;
  const lengths: number[] = [];
  const answers = new Map<CommandKind, Map<string, number>>();
  const note = (kind: CommandKind, answer: string): void => {
    const counts = answers.get(kind) ?? new Map<string, number>();
    answers.set(kind, counts.set(answer, (counts.get(answer) ?? 0) + 1));
  };
  let reason: string | null = null;
  let found: readonly Command[] | null = null;

  const mustStop = (): boolean => {
    reason ??= stop?.() ?? null;
    return reason !== null;
  };
  const property = fc.asyncProperty(sequences(steps), async (sequence) => {
    await setImmediate();
    fc.pre(!mustStop());
    found = await differing(options, sequence, note, mustStop);
    fc.pre(found !== null || reason === null);
    if (found === null) lengths.push(sequence.intended.length);
    return found === null;
  });
  // A sequence that differs is shrunk as commands, below: they are followed by what they refer to.
  const checked = await fc.check(property, { seed, numRuns: runs, maxSkipsPerRun: 0, endOnFailure: true });
  // Whatever threw is nobody's answer: it must not pass for agreement.
  if (checked.failed && found === null && reason === null) throw checked.errorInstance;
  return { seed, lengths, answers, reason, difference: found === null ? null : shrunken(options, found) };
}

/** The shortest commands that still differ, and their story. */
function shrunken({ topology, implementation }: RandomOptions, found: readonly Command[]): RandomDifference {
  const begin = (): Trial => {
    const both = new SideBySide(topology, implementation());
    return {
      take: (command) => {
        const { answered, discord } = both.take(command);
        return { answer: answered, differs: discord !== null };
      },
      differsAtEnd: () => both.compareAll() !== null,
    };
  };
  const { commands, trials } = shrink(found, begin);
  return { commands, story: tellDifference(topology, implementation(), commands), from: found.length, trials };
}
