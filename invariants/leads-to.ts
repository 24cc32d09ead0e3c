/**
 * What a leads-to property is: whenever something is so, something else is so in the end, in every fair run. How that
 * is decided is the checker's business (`checker/leads-to.ts`).
 *
 * Fair hardware, fair workers, and a user who may stop: nobody is obliged to take any command but those that a case
 * names as fair, and a run may end wherever none of them can be granted.
 */
import type { Command } from '../spec/commands.ts';
import type { HostState } from '../spec/state.ts';
import type { Topology } from '../spec/topology.ts';
import type { Stated } from './invariant.ts';

/** Commands of which one is granted in the end, if from some time on at least one can always be granted. */
export interface Fair {
  /** Whose they are: a property that rests on its user's good will says so. */
  readonly who: 'worker' | 'user';
  readonly includes: (command: Command) => boolean;
}

/** The property said of one thing, a PASID or a page request. */
export interface LeadsToCase {
  /** What it is about: `p1`. */
  readonly about: string;
  readonly from: (state: HostState) => boolean;
  readonly to: (state: HostState) => boolean;
  readonly fair: readonly Fair[];
}

export interface LeadsTo extends Stated {
  readonly of: 'run';
  /** Every case in this topology; states that they are asked about must be of it. */
  readonly cases: (topology: Topology) => readonly LeadsToCase[];
}
