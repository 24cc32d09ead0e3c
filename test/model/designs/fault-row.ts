/** The same command in the same state: what the golden design does, and what a fault makes of it. */
import type { CommandJson } from '../../../spec/commands.ts';
import type { faults } from '../../../spec/designs/faults.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import type { TopologyData } from '../../../spec/topology.ts';

export type Outcome = readonly [answer: string, ...changes: string[]];

export interface Row {
  readonly fault: (typeof faults)[number]['name'];
  readonly topology?: TopologyData;
  readonly states: readonly StateJson[];
  readonly command: CommandJson;
  readonly golden: Outcome;
  readonly faulty: Outcome;
}
