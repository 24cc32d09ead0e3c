/** What the thread of the page request queue makes of a message: the classification, and what follows from it. */
import { match } from 'ts-pattern';
import type { Device, Prq, Row } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import type { Descriptor } from './descriptor.ts';
import { isLast } from './descriptor.ts';
import { isUnhandled } from './device-fault-handler.ts';
import { showRequest } from './show.ts';
import { invalid, respond } from './wire.ts';

/** A message that has a row: only such a one can be served, or belong to a group that anybody keeps account of. */
type Addressed = Descriptor & { readonly row: Row };

/** Whether a page request of a device finds its PASID bound: in the table that hardware walks. */
export function isBoundThere({ state, topology, policy }: Host, device: Device, row: Row): boolean {
  const devices = policy.faultLookUp === 'pasid-only' ? topology.devices : [device];
  return devices.some((each) => !state.pasidEntry.some('pgd', null, each, row));
}

/** The groups whose kept pages the last page of a message takes along: its own, in a correct host. */
function joined({ policy, topology }: Host, message: Addressed): readonly Addressed[] {
  if (policy.partialKey === 'device-pasid-index') return [message];
  return topology.rows.map((row) => ({ ...message, row }));
}

/** A page is not served. The device waits for the response to its group, so a last page is answered at once. */
function reject(host: Host, message: Addressed): void {
  const { state, topology, policy } = host;
  const { device, row, grpid, page } = message;
  for (const prq of topology.prqs) {
    const group = state.prqGroup.at(prq, device, row, grpid);
    if (isLast(page)) group.partial = 'none';
    else if (policy.badPage === 'fails-group') group.partial = 'failed';
    // Unless the end of the group was lost, so that the device has gone on.
    group.dropped = !isLast(page) && group.begun;
  }
  if (isLast(page) || policy.badPageAnswer === 'every-page') respond(host, device, row, grpid, invalid);
}

/** Keeps a page until the last of its group comes; a group that has failed stays so. */
function keep({ state }: Host, prq: Prq, { device, row, grpid }: Addressed): void {
  const group = state.prqGroup.at(prq, device, row, grpid);
  if (group.partial === 'none') group.partial = 'kept';
}

/** Reports a group with its last page, or answers it INVALID if one of its pages was not served. */
function complete(host: Host, message: Addressed): void {
  const { state, topology } = host;
  const { device, row, grpid } = message;
  const hasFailed = topology.prqs.some((prq) => state.prqGroup.some('partial', 'failed', prq, device, row, grpid));
  for (const prq of topology.prqs) {
    for (const group of joined(host, message)) state.prqGroup.at(prq, device, group.row, grpid).partial = 'none';
  }
  if (hasFailed) respond(host, device, row, grpid, invalid);
  else {
    state.pageRequest.at(device, row, grpid).pending = true;
    showRequest(host, device, row, grpid);
  }
}

/** The thread takes a message. The order is the driver's but for stop markers, which it would take for bad if ill-formed. */
export function take(host: Host, message: Descriptor): void {
  const { policy } = host;
  const { device, row, page, mode } = message;
  if (page === 'stop-marker' && policy.stopMarker === 'dropped') return;
  // One without PASID is bad too, but there is no row in which its group could be kept account of.
  if (row === null) return;
  const addressed = { ...message, row };
  const isServed = mode === 'ordinary' || policy.pageMode === 'unchecked';
  match(isServed && !isUnhandled(host, device) && isBoundThere(host, device, row) ? page : 'bad')
    .with('bad', () => reject(host, addressed))
    .with('not-last', () => {
      for (const prq of host.topology.prqs) keep(host, prq, addressed);
    })
    .with('last', 'private', 'stop-marker', () => complete(host, addressed))
    .exhaustive();
}
