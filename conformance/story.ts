/**
 * A story: commands told one by one on the plain model, with what each answered and changed, and, where it ends badly,
 * what is wrong. Every counterexample is told this way before it is shown.
 */
import { firstBroken, type Invariant } from '../invariants/invariant.ts';
import type { Command } from '../spec/commands.ts';
import type { Design } from '../spec/designs/design.ts';
import type { Answer } from '../spec/errno.ts';
import type { Topology } from '../spec/topology.ts';
import type { Implementation } from './implementation.ts';
import { ModelRun, type Told } from './model-run.ts';
import { type Discord, SideBySide } from './side-by-side.ts';

/** A command, and the value it answered where the model leaves one open (null: let the model choose). */
export interface Move {
  readonly command: Command;
  readonly answer: Answer | null;
}

/** A story that ends with an invariant broken. */
export interface ViolationStory {
  readonly steps: readonly Told[];
  /** The false conjunct, null if the story broke nothing. */
  readonly broken: string | null;
}

/** Tells the commands until the invariant is broken, or to their end. */
export function tellViolation(
  topology: Topology,
  design: Design,
  invariant: Invariant,
  moves: readonly Move[],
): ViolationStory {
  const run = new ModelRun(topology, design);
  const steps: Told[] = [];
  const tally = { antecedent: 0 };
  const stateCases = invariant.of === 'state' ? invariant.cases(topology) : [];
  const inState = () => firstBroken(stateCases, { topology, state: run.state }, tally);
  const atBoot = inState();
  if (atBoot !== null) return { steps, broken: atBoot };
  for (const { command, answer } of moves) {
    const told = run.take(command, answer);
    steps.push(told);
    const broken =
      invariant.of === 'step' ? firstBroken(invariant.cases(topology, command), run.stepOf(told), tally) : inState();
    if (broken !== null) return { steps, broken };
  }
  return { steps, broken: null };
}

/** A story that ends with model and implementation at odds. */
export interface DifferenceStory {
  readonly steps: readonly Told[];
  /** What they do not agree on, null if they agree to the end. */
  readonly discord: Discord | null;
}

/** Tells the commands on both sides until they differ, or to their end; then every cell is compared. */
export function tellDifference(
  topology: Topology,
  implementation: Implementation,
  commands: readonly Command[],
): DifferenceStory {
  const both = new SideBySide(topology, implementation);
  const steps: Told[] = [];
  for (const command of commands) {
    const { judged, discord } = both.take(command);
    steps.push({ ...judged, changes: both.model.changes() });
    if (discord !== null) return { steps, discord };
  }
  return { steps, discord: both.compareAll() };
}
