/** Responses on the wire: what a device is told, and what it does with the answer to a page request group. */
import type { Device, Grpid, Hpasid, Link, Prq, Row } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { voidDescriptors } from './slots.ts';

/** Codes of the interface, by number. */
export type ResponseCode = 0 | 1 | 2;
export const invalid: ResponseCode = 1;

/** On the wire FAILURE is 0xf, and 0x2 is no code. */
const onWire = { translated: ['0x0', '0x1', '0xf'], untranslated: ['0x0', '0x1', '0x2'] } as const;

/** What is seen of a response where the link is watched. */
function tell(host: Host, device: Device, row: Row, grpid: Grpid, code: ResponseCode): void {
  const { state, topology, policy } = host;
  const hasData = topology.prqs.some((prq) => state.prqGroup.at(prq, device, row, grpid).privateData);
  for (const link of topology.links) {
    const last = state.lastResponse.at(link, device);
    last.code = onWire[policy.responseCode][code];
    last.privateData = hasData && policy.privateData === 'returned';
    Object.assign(state.shownRequest.at(link, device, row, grpid), { pasid: null, address: 'none' });
  }
}

/** What is seen of the responses of a drain: the code, which is the same for all; whose data came back is not kept. */
function tellOfDrain({ state }: Host, link: Link, device: Device, ...row: readonly [] | readonly [Row]): void {
  const last = state.lastResponse.at(link, device);
  last.code = '0x1';
  last.privateData = false;
  state.shownRequest.clear('pasid', link, device, ...row);
  state.shownRequest.clear('address', link, device, ...row);
}

/** Sends the response of a group: the device stops waiting, or notes an index it did not expect. */
export function respond(host: Host, device: Device, row: Row, grpid: Grpid, code: ResponseCode): void {
  const { state, topology } = host;
  const group = state.pageRequest.at(device, row, grpid);
  if (topology.links.length > 0) tell(host, device, row, grpid, code);
  if (group.outstanding) group.outstanding = false;
  else state.device.at(device).uprgi = true;
  for (const prq of topology.prqs) {
    const pages = state.prqGroup.at(prq, device, row, grpid);
    pages.begun = false;
    pages.dropped = false;
    pages.privateData = false;
  }
}

/**
 * Ends every request at a row of a device's PASID table, as the last step before nothing is bound there: the device is
 * answered INVALID to what it waits for, and the host owes nothing. The thread has come past what was queued, and
 * nothing is kept of groups whose last page will not come.
 */
export function drain(host: Host, device: Device, row: Row): void {
  const { state, topology, policy } = host;
  if (policy.drain === 'skipped') return;
  // Devices may ask for what is not bound there, which is the thread's to answer; nothing is taken from them then.
  if (topology.prqs.length > 0 && state.binding.some('pgd', null, row as number as Hpasid, device)) return;
  for (const link of topology.links) {
    if (state.pageRequest.some('outstanding', true, device, row)) tellOfDrain(host, link, device, row);
  }
  state.pageRequest.replace('outstanding', true, false, device, row);
  state.pageRequest.replace('pending', true, false, device, row);
  if (policy.drainReach === 'pending-only') return;
  voidDescriptors(host, device, row);
  for (const prq of topology.prqs) forgetGroups(host, prq, device, row);
}

/** Nothing is kept account of the groups of a device, or of one of its rows. */
function forgetGroups({ state }: Host, prq: Prq, ...slice: readonly [Device] | readonly [Device, Row]): void {
  state.prqGroup.replace('partial', 'kept', 'none', prq, ...slice);
  state.prqGroup.replace('partial', 'failed', 'none', prq, ...slice);
  state.prqGroup.replace('begun', true, false, prq, ...slice);
  state.prqGroup.replace('dropped', true, false, prq, ...slice);
  state.prqGroup.replace('privateData', true, false, prq, ...slice);
}

/** Ends every request of a device, whatever is bound there; its groups are over. */
export function endDevice(host: Host, device: Device): void {
  const { state, topology } = host;
  for (const link of topology.links) {
    if (state.pageRequest.some('outstanding', true, device)) tellOfDrain(host, link, device);
  }
  state.pageRequest.replace('outstanding', true, false, device);
  state.pageRequest.replace('pending', true, false, device);
  voidDescriptors(host, device, null);
  for (const prq of topology.prqs) forgetGroups(host, prq, device);
}
