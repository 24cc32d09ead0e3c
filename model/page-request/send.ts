/**
 * A device sends a message: it gets into the queue or, for want of room, is lost. Where the queue has no slots the
 * thread takes every message as it comes.
 */
import type { Prq } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import type { Effect } from '../plan.ts';
import { type Descriptor, isLast } from './descriptor.ts';
import { enqueue, freeSlot } from './slots.ts';
import { take } from './thread.ts';

/** What the device remembers of a message that it has sent. */
function remember({ state, topology }: Host, { device, row, grpid, page }: Descriptor): void {
  if (row === null) return;
  if (isLast(page)) state.pageRequest.at(device, row, grpid).outstanding = true;
  for (const prq of topology.prqs) {
    const group = state.prqGroup.at(prq, device, row, grpid);
    if (page === 'not-last') group.begun = true;
    if (page === 'private') group.privateData = true;
  }
}

/** Hardware drops a message, and answers a last page itself, so that the device asks again: its group is over. */
function lose({ state }: Host, prq: Prq, { device, row, grpid, page }: Descriptor): void {
  state.prq.at(prq).overflow = true;
  if (row === null || page === 'stop-marker') return;
  const group = state.prqGroup.at(prq, device, row, grpid);
  group.begun = page === 'not-last';
  if (isLast(page)) group.dropped = false;
}

export const send =
  (message: Descriptor): Effect =>
  (host) => {
    if (host.topology.slots.length === 0) {
      remember(host, message);
      take(host, message);
      return null;
    }
    for (const prq of host.topology.prqs) {
      const slot = freeSlot(host, prq);
      if (slot === null) lose(host, prq, message);
      else {
        remember(host, message);
        enqueue(host, prq, slot, message);
      }
    }
    return null;
  };
