import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * The worker that the FREE notification queues: it tears the PASID down on every device that is still bound, drains
 * its page requests, drops the last reference, and the PASID is free.
 */
export const ioasidReclaim = command({
  kind: 'ioasid_reclaim',
  summary: 'Ends free_pending: tears down what is still bound and frees the host PASID.',
  sources: [sources.ioasidNotification, sources.ioasidDocument],
  args: { actor: args.kernel, hpasid: args.reclaimed },
  answers: 'zero',
  rules: [
    rule(
      'ioasid/reclaim-not-free-pending',
      'ENOENT',
      'the host PASID does not wait to be freed',
      sources.ioasidNotification,
      sources.freeAnswers,
    ),
  ],
});
