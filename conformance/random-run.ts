/**
 * Random lock-step on a host of any size: sequences of commands, taken by model and implementation side by side, until
 * one differs; that one is shrunk. Seeds make it repeatable.
 */
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { resolve } from '../generators/intent.ts';
import { Population } from '../generators/population.ts';
import { kindsByLot, type Sequence, sequences } from '../generators/sequences.ts';
import { kindsInPlay } from '../generators/within.ts';
import { type Command, type CommandKind, commandKinds, printAnswer } from '../spec/commands.ts';
import type { Topology } from '../spec/topology.ts';
import type { Implementation } from './implementation.ts';
import type { Judged } from './model-run.ts';
import { shrink, type Trial } from './shrink.ts';
import { SideBySide } from './side-by-side.ts';
import { type DifferenceStory, tellDifference } from './story.ts';

export interface RandomOptions {
  /** The hosts on which sequences are run in turn. */
  readonly topologies: readonly Topology[];
  /** Makes a fresh implementation, in the state after boot. */
  readonly implementation: (topology: Topology) => Implementation;
  readonly seed: number;
  /** Number of sequences. */
  readonly runs: number;
  /** Most commands of a sequence. */
  readonly steps: number;
  /** Asked between sequences, and within long ones: of how many were run, a reason to stop, or null. */
  readonly stop?: (done: number) => string | null;
}

export interface RandomResult {
  readonly seed: number;
  /** The kinds of command that one of the hosts has objects for. */
  readonly inPlay: readonly CommandKind[];
  /** Length of every sequence that was run before one differed, in order. */
  readonly lengths: readonly number[];
  /** How often each kind of command had each answer; ids count as one answer, `ok`. */
  readonly answers: ReadonlyMap<CommandKind, ReadonlyMap<string, number>>;
  /** How often each rule refused something, by its id. */
  readonly refusals: ReadonlyMap<string, number>;
  /** Why it stopped before all sequences were run, or null. */
  readonly reason: string | null;
  readonly difference: RandomDifference | null;
}

export interface RandomDifference {
  /** The host on which it came about, by its place among those given. */
  readonly host: number;
  /** Commands none of which can be left out. */
  readonly commands: readonly Command[];
  readonly story: DifferenceStory;
  /** Length of the sequence that differed first, and how many sequences were tried to shorten it. */
  readonly from: number;
  readonly trials: number;
}

/** A host, and the kinds of command that it has objects for. */
interface Host {
  readonly topology: Topology;
  readonly inPlay: readonly CommandKind[];
}

/** Commands taken between two turns of the event loop, and two questions whether to stop. */
const portion = 1000;

/**
 * Runs one sequence on both sides. Answers the commands it came to if they differ, and null if they do not, or if it
 * was to stop before that showed.
 */
async function differing(
  { topology, inPlay }: Host,
  implementation: Implementation,
  sequence: Sequence,
  note: (judged: Judged) => void,
  mustStop: () => boolean,
): Promise<readonly Command[] | null> {
  const both = new SideBySide(topology, implementation);
  const population = new Population(topology);
  const commands: Command[] = [];
  const kinds = kindsByLot(sequence, inPlay);
  for (const { lot, intent } of sequence.intended) {
    const command = resolve(kinds[lot] as CommandKind, topology, population, intent);
    commands.push(command);
    if (commands.length % portion === 0) {
      await setImmediate();
      if (mustStop()) return null;
    }
    const { judged, discord } = both.take(command);
    if (discord !== null) return commands;
    note(judged);
    population.note(command, judged.answer);
  }
  return both.compareAll() === null ? null : commands;
}

export async function randomRun(options: RandomOptions): Promise<RandomResult> {
  const { topologies, implementation, seed, runs, steps, stop } = options;
  const hosts = topologies.map((topology) => ({ topology, inPlay: kindsInPlay(topology) }));
  const inPlay = commandKinds.filter((kind) => hosts.some((host) => host.inPlay.includes(kind)));
  const lengths: number[] = [];
  const answers = new Map<CommandKind, Map<string, number>>();
  const refusals = new Map<string, number>();
  const note = ({ command, answer, rule }: Judged): void => {
    const counts = answers.get(command.kind) ?? new Map<string, number>();
    const printed = answer < 0 ? printAnswer(command, answer) : 'ok';
    answers.set(command.kind, counts.set(printed, (counts.get(printed) ?? 0) + 1));
    if (rule !== null) refusals.set(rule.id, (refusals.get(rule.id) ?? 0) + 1);
  };
  let reason: string | null = null;
  let found: readonly Command[] | null = null;

  const mustStop = (): boolean => {
    reason ??= stop?.(lengths.length) ?? null;
    return reason !== null;
  };
  const place = (): number => lengths.length % hosts.length;
  const property = fc.asyncProperty(sequences(steps), async (sequence) => {
    await setImmediate();
    fc.pre(!mustStop());
    const host = hosts[place()] as Host;
    found = await differing(host, implementation(host.topology), sequence, note, mustStop);
    fc.pre(found !== null || reason === null);
    if (found === null) lengths.push(sequence.intended.length);
    return found === null;
  });
  // A sequence that differs is shrunk as commands, below: they are followed by what they refer to.
  const checked = await fc.check(property, { seed, numRuns: runs, maxSkipsPerRun: 0, endOnFailure: true });
  // Whatever threw is nobody's answer: it must not pass for agreement.
  if (checked.failed && found === null && reason === null) throw checked.errorInstance;
  return {
    seed,
    inPlay,
    lengths,
    answers,
    refusals,
    reason,
    difference: found === null ? null : shrunken(options, place(), found),
  };
}

/** The shortest commands that still differ, and their story. */
function shrunken(
  { topologies, implementation }: RandomOptions,
  host: number,
  found: readonly Command[],
): RandomDifference {
  const topology = topologies[host] as Topology;
  const begin = (): Trial => {
    const both = new SideBySide(topology, implementation(topology));
    return {
      take: (command) => {
        const { answered, discord } = both.take(command);
        return { answer: answered, differs: discord !== null };
      },
      differsAtEnd: () => both.compareAll() !== null,
    };
  };
  const { commands, trials } = shrink(found, begin);
  const story = tellDifference(topology, implementation(topology), commands);
  return { host, commands, story, from: found.length, trials };
}
