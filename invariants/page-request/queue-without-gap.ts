import type { Prq, Slot } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

/** Where the thread takes the next descriptor, there is one, unless there is none at all. */
const headCase =
  (prq: Prq): StateCase =>
  ({ state }, tally) => {
    const { head } = state.prq.at(prq);
    if (head === null) return state.prqSlot.every('page', ['none']) ? null : 'the queue is not empty, and has no head';
    tally.antecedent++;
    return state.prqSlot.at(head).page === 'none' ? `the head of the queue is at slot${head}, which is free` : null;
  };

/** A slot and the next of the ring: behind a free one comes the head, or another free one. */
const gapCase =
  (prq: Prq, slot: Slot, next: Slot): StateCase =>
  ({ state }) => {
    const isFree = state.prqSlot.at(slot).page === 'none';
    if (!isFree || state.prqSlot.at(next).page === 'none' || state.prq.at(prq).head === next) return null;
    return `slot${slot} is free, and slot${next} behind it is not`;
  };

/** What is in a slot. A descriptor may be without PASID. */
const slotCase =
  (slot: Slot): StateCase =>
  ({ state }) => {
    const { device, pasid, grpid, page, mode } = state.prqSlot.at(slot);
    if (page !== 'none' && page !== 'void') return device === null || grpid === null ? `slot${slot} is nobody's` : null;
    const isEmpty = device === null && pasid === null && grpid === null && mode === 'ordinary';
    return isEmpty ? null : `slot${slot} has no request, but says something of one`;
  };

/** A descriptor behind a gap would not be come to, or would be after one that was sent later. */
export const queueWithoutGap: StateInvariant = {
  id: 'page-request/queue-without-gap',
  of: 'state',
  property: 'P1',
  sentence:
    'The queue has its descriptors from the oldest on without a gap, each of a device and a group; other slots say nothing of any.',
  sources: [sources.prqThread, sources.vtdDrain],
  catches: ['fault/drain-frees-slots'],
  cases: ({ prqs, slots }) => [
    ...prqs.filter(() => slots.length > 0).map(headCase),
    ...slots.map(slotCase),
    ...prqs.flatMap((prq) => slots.map((slot, place) => gapCase(prq, slot, slots[(place + 1) % slots.length] as Slot))),
  ],
};
