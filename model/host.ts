/** What a transition sees: the topology and the policy, which stand still, and the state, which it reads and writes. */
import type { Policy } from '../spec/designs/design.ts';
import type { HostState } from '../spec/state.ts';
import type { Topology } from '../spec/topology.ts';

export interface Host {
  readonly topology: Topology;
  readonly policy: Policy;
  readonly state: HostState;
}
