/** Responses on the wire: what a device does with the answer to a page request group. */
import type { Device, Grpid, Row } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';

/** Sends the response of a group: the device stops waiting, or notes an index it did not expect. */
export function respond({ state }: Host, device: Device, row: Row, grpid: Grpid): void {
  const group = state.pageRequest.at(device, row, grpid);
  if (group.outstanding) group.outstanding = false;
  else state.device.at(device).uprgi = true;
}

/** Answers, with INVALID, every request that is pending at a row of a device's PASID table. */
export function drain(host: Host, device: Device, row: Row): void {
  const { state, topology, policy } = host;
  if (policy.drain === 'skipped' || !state.pageRequest.some('pending', true, device, row)) return;
  for (const grpid of topology.grpids) {
    const group = state.pageRequest.at(device, row, grpid);
    if (!group.pending) continue;
    group.pending = false;
    respond(host, device, row, grpid);
  }
}
