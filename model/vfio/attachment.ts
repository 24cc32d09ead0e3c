/** Which devices a container holds now, and of what type it is. Where attachment is fixed, both stand in the topology. */
import type { Container, Device, VfioIommu } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import type { Effect } from '../plan.ts';

export type IommuType = 'none' | 'type1v2' | 'nesting';

/** The row of a container: the same number. */
export const vfioIommuOf = (container: Container): VfioIommu => container as number as VfioIommu;

export function isAttached({ topology, state }: Host, device: Device): boolean {
  const group = topology.groupOf(device);
  return group === null || state.vfioGroup.at(group).attached;
}

/** The devices that a container holds now. */
export const attachedTo = (host: Host, container: Container): readonly Device[] =>
  host.topology.devicesOf(container).filter((device) => isAttached(host, device));

export function typeOf({ topology, state }: Host, container: Container): IommuType {
  if (topology.sizes.vfioIommu > 0) return state.vfioIommu.at(vfioIommuOf(container)).type;
  if (topology.devicesOf(container).length === 0) return 'none';
  return topology.isNesting(container) ? 'nesting' : 'type1v2';
}

/** Does something with a device, if that is attached. */
export const ifAttached =
  (device: Device, effect: Effect): Effect =>
  (host) =>
    isAttached(host, device) ? effect(host) : null;
