/** The slots of the page request queue: a ring, from the oldest descriptor on. Not here: who sends, and who takes. */
import type { Device, Grpid, Prq, Row, Slot } from '../../spec/sorts.ts';
import { pageForms } from '../../spec/topology.ts';
import type { Host } from '../host.ts';
import type { Descriptor } from './descriptor.ts';

const firstSlot = 1 as Slot;
const nothing = { device: null, pasid: null, grpid: null, mode: 'ordinary' } as const;

/** The slots in the order in which they come to be used, from `head` on. */
function fromHead({ topology: { slots } }: Host, head: Slot): readonly Slot[] {
  return [...slots.slice(head - 1), ...slots.slice(0, head - 1)];
}

/** The slot for the next descriptor; null if the queue is full, or takes nothing as it has overflowed. */
export function freeSlot(host: Host, prq: Prq): Slot | null {
  const { head, overflow } = host.state.prq.at(prq);
  if (overflow) return null;
  const isFree = (slot: Slot): boolean => host.state.prqSlot.some('page', 'none', slot);
  return fromHead(host, head ?? firstSlot).find(isFree) ?? null;
}

/** Puts a message into a free slot, behind all others. */
export function enqueue({ state }: Host, prq: Prq, slot: Slot, { device, row, grpid, page, mode }: Descriptor): void {
  const queue = state.prq.at(prq);
  queue.head ??= slot;
  Object.assign(state.prqSlot.at(slot), { device, pasid: row, grpid, page, mode });
}

/** Takes the oldest descriptor out of a queue that is not empty; null if a drain has ended its request. */
export function dequeue(host: Host, prq: Prq, head: Slot): Descriptor | null {
  const { state } = host;
  const { device, pasid, grpid, page, mode } = state.prqSlot.at(head);
  // Of a request that was ended nothing is left but the slot.
  Object.assign(state.prqSlot.at(head), page === 'void' ? { page: 'none' } : { ...nothing, page: 'none' });
  const next = fromHead(host, head)[1] ?? head;
  state.prq.at(prq).head = state.prqSlot.some('page', 'none', next) ? null : next;
  const form = pageForms.find((each) => each === page);
  return form === undefined ? null : { device: device as Device, row: pasid, grpid: grpid as Grpid, page: form, mode };
}

/**
 * The thread has come past the descriptors of a device, or of one of its rows: nothing is left of them but their slots.
 */
export function voidDescriptors({ state, topology, policy }: Host, device: Device, row: Row | null): void {
  const page = policy.drainedSlots === 'freed' ? 'none' : 'void';
  for (const slot of topology.slots) {
    if (!state.prqSlot.some('device', device, slot)) continue;
    if (row !== null && !state.prqSlot.some('pasid', row, slot)) continue;
    Object.assign(state.prqSlot.at(slot), { ...nothing, page });
  }
}
