import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * The thread of the page request queue takes the oldest descriptor and classifies it, in this order: a stop marker is
 * dropped; one without PASID, with an address that is not canonical, in privileged mode, or to execute, is bad; and so
 * is one whose PASID is not bound on the device. A bad last page is answered INVALID, and a bad page before the
 * last marks its group, whose last page is then answered so. What is left is reported, or kept until the last page comes.
 * Once the queue is empty, an overflow is cleared: what is kept of any group is thrown away first.
 */
export const prqEventThread = command({
  kind: 'prq_event_thread',
  summary: 'The thread of a page request queue takes the oldest descriptor, or clears an overflow.',
  sources: [sources.prqThread, sources.prqOverflow, sources.failedGroup, sources.stopMarkerFirst],
  args: { actor: args.kernel },
  answers: 'zero',
  rules: [rule('page-request/queue-empty', 'EAGAIN', 'the queue is empty and has not overflowed', sources.prqThread)],
});
