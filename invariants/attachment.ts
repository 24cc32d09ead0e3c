/** Which devices a container holds in a state, as an invariant sees it. */
import type { Container, Device, VfioIommu } from '../spec/sorts.ts';
import type { HostState } from '../spec/state.ts';
import type { Topology } from '../spec/topology.ts';

/** Whether a device is attached to its container. */
export function isAttached(topology: Topology, state: HostState, device: Device): boolean {
  const group = topology.groupOf(device);
  return group === null || state.vfioGroup.at(group).attached;
}

/** Whether a container is of the nesting type. */
export function isNesting(topology: Topology, state: HostState, container: Container): boolean {
  if (topology.sizes.vfioIommu === 0) return topology.isNesting(container);
  return state.vfioIommu.at(container as number as VfioIommu).type === 'nesting';
}
