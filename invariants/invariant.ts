/**
 * What an invariant is: one sentence, where it comes from, which seeded faults it must catch, and a predicate that
 * says what is wrong. It counts its antecedent, so that an invariant that held because it was never put to the test
 * can be told from one that held.
 * Not here: properties of whole histories (those that matter are kept in the state, see `device.uprgi`), leads-to.
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

interface Stated {
  /** Readable slug by subsystem, `iommu/no-gpasid-in-hardware`. */
  readonly id: string;
  /** Number in the catalogue of properties (docs/invariants.md). */
  readonly property: string;
  readonly sentence: string;
  readonly sources: readonly Source[];
  /** Names of the seeded faults that it must catch. */
  readonly catches: readonly string[];
}

/** Holds in every state. */
export interface StateInvariant extends Stated {
  readonly of: 'state';
  /** The conjunct that is false, in words, or null if the invariant holds. Adds to the tally what it looked at. */
  readonly broken: (situation: Situation, tally: Tally) => string | null;
}

/** Holds of every step, that is of every command and what it did. */
export interface StepInvariant extends Stated {
  readonly of: 'step';
  /** Whether it also says something of commands that a rule refused; else it is asked of granted ones only. */
  readonly ofRefusals?: true;
  readonly broken: (step: Step, tally: Tally) => string | null;
}

export type Invariant = StateInvariant | StepInvariant;
