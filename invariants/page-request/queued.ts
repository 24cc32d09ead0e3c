/**
 * Whether the queue has a descriptor of a row of a device. A device may ask for anything, a PASID that is nobody's
 * included: what it waits for is then nothing that was left behind, and the thread answers it.
 */
import type { Device, Row } from '../../spec/sorts.ts';
import type { HostState } from '../../spec/state.ts';
import type { Topology } from '../../spec/topology.ts';

export const isQueued = ({ slots }: Topology, { prqSlot }: HostState, device: Device, row: Row): boolean =>
  slots.some((slot) => prqSlot.some('device', device, slot) && prqSlot.some('pasid', row, slot));
