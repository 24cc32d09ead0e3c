/** What a transition sees: the topology and the policy, which stand still, and the state, which it reads and writes. */
import type { Policy } from '../spec/designs/design.ts';
import type { HostState } from '../spec/state.ts';
import type { Topology } from '../spec/topology.ts';

/** What stands still. */
export interface Stationary {
  readonly topology: Topology;
  readonly policy: Policy;
}

export interface Host extends Stationary {
  readonly state: HostState;
}
