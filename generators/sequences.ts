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

/** Kinds that are never lacking: without sets, PASIDs and binds nothing else can happen. */
const needed: readonly CommandKind[] = ['ioasid_set_alloc', 'ioasid_alloc', 'vfio_bind_gpasid'];

/** The thread is drawn at least as often as what gives it work: behind a full queue nothing can happen either. */
const senders: readonly CommandKind[] = ['page_request', 'page_request_message'];

/** The kinds that the lots of a sequence stand for, of those in play. */
export function kindsByLot(
  { weights }: Pick<Sequence, 'weights'>,
  inPlay: readonly CommandKind[] = commandKinds,
): readonly CommandKind[] {
  const weightOf = (kind: CommandKind): number => weights[commandKinds.indexOf(kind)] as number;
  const sent = senders.reduce((sum, kind) => sum + weightOf(kind), 0);
  const shareOf = (kind: CommandKind): number =>
    weightOf(kind) + (needed.includes(kind) ? 1 : 0) + (kind === 'prq_event_thread' ? sent : 0);
  const drawn = commandKinds.flatMap((kind) =>
    inPlay.includes(kind) ? Array.from({ length: shareOf(kind) }, () => kind) : [],
  );
  return Array.from({ length: lots }, (_, lot) => drawn[Math.floor((lot * drawn.length) / lots)] as CommandKind);
}
