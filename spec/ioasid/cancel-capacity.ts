import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/** Gives back what was set aside, and no more. Answers how many are then left. */
export const ioasidCancelCapacity = command({
  kind: 'ioasid_cancel_capacity',
  summary: 'Gives back PASIDs that were set aside.',
  sources: [sources.ioasidSetApi, sources.capacityOnce],
  args: { actor: args.kernel, number: args.pooled },
  answers: 'amount',
  rules: [
    rule(
      'ioasid/cancel-not-reserved',
      'EINVAL',
      'not so many were set aside',
      sources.ioasidSetApi,
      sources.capacityOnce,
    ),
  ],
});
