import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * The worker that the FREE notification queues in the IOMMU driver: it tears the PASID down on every device that is still
 * bound, drains its page requests and drops the driver's reference. If that was the last one, the PASID is free;
 * otherwise it waits on for its users inside the kernel.
 */
export const ioasidReclaim = command({
  kind: 'ioasid_reclaim',
  summary: 'Tears down what is still bound of a freed host PASID, which is free without other users.',
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
    rule(
      'ioasid/reclaim-not-bound',
      'ENOENT',
      'no device is bound any more: it waits for users inside the kernel',
      sources.ioasidNotification,
      sources.freeAnswers,
    ),
  ],
});
