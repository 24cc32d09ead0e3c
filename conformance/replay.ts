/**
 * Replays a counterexample: on the model of its design, on an implementation beside the golden model, or on both, and
 * says whether what was wrong is still wrong.
 */
import { invariants } from '../invariants/invariants.ts';
import { designs } from '../spec/designs/designs.ts';
import type { Topology } from '../spec/topology.ts';
import { type Counterexample, topologyOf } from './counterexample.ts';
import type { Implementation } from './implementation.ts';
import { type DifferenceStory, tellDifference, tellViolation, type ViolationStory } from './story.ts';

export interface Replayed {
  /** The story on the model of its design; null if that was not asked, or if no invariant is at issue. */
  readonly onModel: ViolationStory | null;
  /** The story on the implementation, held against the golden model; null if that was not asked. */
  readonly onImplementation: DifferenceStory | null;
}

/**
 * @param onModel whether to replay on the model; a difference has nothing to show there.
 * @param implementation makes the implementation to replay on, or null.
 */
export function replay(
  counterexample: Counterexample,
  onModel: boolean,
  implementation: ((topology: Topology) => Implementation) | null,
): Replayed {
  const topology = topologyOf(counterexample);
  const { moves } = counterexample;
  const design = designs.find(({ name }) => name === counterexample.design);
  const invariant = invariants.find(({ id }) => id === counterexample.invariant);
  const told =
    onModel && invariant !== undefined && design !== undefined
      ? tellViolation(topology, design, invariant, moves)
      : null;
  const commands = moves.map(({ command }) => command);
  return {
    onModel: told,
    onImplementation: implementation === null ? null : tellDifference(topology, implementation(topology), commands),
  };
}
