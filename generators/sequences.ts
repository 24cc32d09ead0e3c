/**
 * Random sequences of intents, with swarm: every sequence draws its own weights for the kinds of command, some of
 * which it then lacks altogether, so that unusual mixtures come about.
 */
import fc from 'fast-check';
import { type CommandKind, commandKinds } from '../spec/commands.ts';
import type { Intent } from './intent.ts';

/** One intended command: its kind is drawn by the weights of the sequence. */
export interface Intended {
  /** 0 … 999, the place among the weighted kinds. */
  readonly lot: number;
  readonly intent: Intent;
}

/** A sequence as plain data. */
export interface Sequence {
  /** For each kind of command, how often it is drawn, 0 … 4. */
  readonly weights: readonly number[];
  readonly intended: readonly Intended[];
}

const number = fc.nat({ max: 0xffff });
const lots = 1000;

const intended: fc.Arbitrary<Intended> = fc
  .tuple(fc.nat({ max: lots - 1 }), number, number, number, number)
  .map(([lot, ...intent]) => ({ lot, intent }));

/** Weights are not shrunk: another mixture would make other commands of the same lots. */
const weights = fc.noShrink(
  fc.array(fc.constantFrom(0, 1, 1, 2, 4), { minLength: commandKinds.length, maxLength: commandKinds.length }),
);

/** Sequences of half to all of `steps` intended commands: short ones find little. */
export const sequences = (steps: number): fc.Arbitrary<Sequence> =>
  fc.record({ weights, intended: fc.array(intended, { minLength: steps >> 1, maxLength: steps, size: 'max' }) });

/** The kind that a lot stands for. Sets, PASIDs and binds are never lacking: without them nothing else can happen. */
export function kindOf(sequence: Pick<Sequence, 'weights'>, lot: number): CommandKind {
  const needed = 3;
  const shares = sequence.weights.map((weight, place) => (place < needed ? weight + 1 : weight));
  const total = shares.reduce((sum, share) => sum + share, 0);
  let left = (lot * total) / lots;
  const place = shares.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return commandKinds[place] as CommandKind;
}
