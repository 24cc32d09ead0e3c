/**
 * Named hosts. An *instance* is one small enough to be exhausted, with what it is for and the counts it must give: a
 * count that moves means that the meaning of the model has moved.
 */
import type { TopologyData } from '../spec/topology.ts';

export interface NamedHost {
  readonly name: string;
  /** What it is for, in one sentence. */
  readonly purpose: string;
  readonly topology: TopologyData;
}

/** What an exhaustive search of the golden design must count. */
export interface Counts {
  /** Different states. */
  readonly distinct: number;
  /** Initial states and granted successors. */
  readonly generated: number;
  /** Levels of the search, the initial state being level 1. */
  readonly depth: number;
}

export interface Instance extends NamedHost {
  /** Whether the engine is held against the model on every edge. */
  readonly lockstep: boolean;
  readonly counts: Counts;
}
