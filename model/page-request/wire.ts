/** Responses on the wire: what a device does with the answer to a page request group. */
import type { Device, Grpid, Row } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';

/** Sends the response of a group: the device stops waiting, or notes an index it did not expect. */
export function respond({ state }: Host, device: Device, row: Row, grpid: Grpid): void {
  const group = state.pageRequest.at(device, row, grpid);
  if (group.outstanding) group.outstanding = false;
  else state.device.at(device).uprgi = true;
}

/**
 * Ends every request at a row of a device's PASID table: the device is answered what it waits for, and the host owes
 * nothing. The code, INVALID, is not in the state.
 */
export function drain({ state, policy }: Host, device: Device, row: Row): void {
  if (policy.drain === 'skipped') return;
  state.pageRequest.replace('outstanding', true, false, device, row);
  state.pageRequest.replace('pending', true, false, device, row);
}
