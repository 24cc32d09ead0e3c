/**
 * What an invariant is: one sentence, where it comes from, which seeded faults it must catch, and the cases that it
 * comes to in a topology, each of which says what is wrong. They count its antecedent, so that an invariant that held
 * because it was never put to the test can be told from one that held.
 *
 * A case is the sentence said of one thing: of one host PASID, of one row of one device. It reads few cells, so that
 * whoever goes through all that a case can read has little to go through: cases add up, where one predicate over all
 * of them would multiply. They are made once and asked often: making them may take time, asking must not.
 * Not here: properties of whole histories (those that matter are kept in the state, see `device.uprgi`), and what must
 * happen in the end (leads-to.ts).
 */
import type { Command } from '../spec/commands.ts';
import type { Answer } from '../spec/errno.ts';
import type { Source } from '../spec/source.ts';
import type { HostState } from '../spec/state.ts';
import type { Topology } from '../spec/topology.ts';

/** How often there was something to check. */
export interface Tally {
  antecedent: number;
}

/** A state, with the topology it stands in. */
export interface Situation {
  readonly topology: Topology;
  readonly state: HostState;
}

/** A command that was answered: the state before, and the state after. */
export interface Step {
  readonly topology: Topology;
  readonly before: HostState;
  readonly command: Command;
  readonly answer: Answer;
  readonly after: HostState;
  /** Whether the state after is another than the state before. */
  readonly changed: boolean;
}

/**
 * One case of an invariant: the conjunct that is false, in words, or null if it holds. Writes nothing but the tally,
 * which it adds to if there was something to check; of cases that have that in common, one counts it.
 */
export type Case<Subject> = (subject: Subject, tally: Tally) => string | null;
export type StateCase = Case<Situation>;
export type StepCase = Case<Step>;

/**
 * Why an invariant says nothing that others do not say together: whatever breaks it breaks one of them no later. `vsva
 * faults` holds that against every fault.
 */
export interface Follows {
  /** Ids of the others, at least one. */
  readonly from: readonly string[];
  /** One sentence. */
  readonly because: string;
}

export interface Stated {
  /** Readable slug by subsystem, `iommu/no-gpasid-in-hardware`. */
  readonly id: string;
  /** Number in the catalogue of properties (docs/invariants.md). */
  readonly property: string;
  readonly sentence: string;
  readonly sources: readonly Source[];
  /** Names of the seeded faults that it must catch. */
  readonly catches: readonly string[];
  /** Of one that is true wherever others are, and stands beside them for its sentence. */
  readonly follows?: Follows;
}

/** Holds in every state. */
export interface StateInvariant extends Stated {
  readonly of: 'state';
  /** Every case in this topology; situations that they are asked about must be of it. */
  readonly cases: (topology: Topology) => readonly StateCase[];
}

/** Holds of every step, that is of every command and what it did. */
export interface StepInvariant extends Stated {
  readonly of: 'step';
  /** Whether it also says something of commands that a rule refused; else it is asked of granted ones only. */
  readonly ofRefusals?: true;
  /** Every case of this command in this topology, none if there is nothing to say of it; steps must be of both. */
  readonly cases: (topology: Topology, command: Command) => readonly StepCase[];
}

export type Invariant = StateInvariant | StepInvariant;

/** The first conjunct that is false, or null if every case holds. Those behind it are not asked. */
export function firstBroken<Subject>(cases: readonly Case<Subject>[], subject: Subject, tally: Tally): string | null {
  for (const broken of cases) {
    const conjunct = broken(subject, tally);
    if (conjunct !== null) return conjunct;
  }
  return null;
}

/** A case that is never false. It counts successes, for the cases beside it that are about what a success did. */
export const countSuccess: StepCase = ({ answer }, tally) => {
  if (answer >= 0) tally.antecedent++;
  return null;
};
