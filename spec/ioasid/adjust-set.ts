import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * Changes the quota of a set. It grows by what is available, and shrinks as far as the set holds members; what counts
 * is the difference, not the new quota.
 */
export const ioasidAdjustSet = command({
  kind: 'ioasid_adjust_set',
  summary: 'Changes the quota of a set.',
  sources: [sources.ioasidAdjust],
  args: { actor: args.kernel, set: args.ownSet, quota: args.quota },
  answers: 'zero',
  rules: [
    rule('ioasid/adjust-no-quota', 'EINVAL', 'the quota is 0', sources.ioasidAdjust),
    rule(
      'ioasid/adjust-no-set',
      'EINVAL',
      'there is no such set, or its creator has put it',
      sources.ioasidAdjust,
      sources.setLifetime,
    ),
    rule('ioasid/adjust-below-members', 'EINVAL', 'the set holds more host PASIDs', sources.ioasidAdjust),
    rule(
      'ioasid/adjust-over-share',
      'ENOSPC',
      'sets of type NULL would be promised more than the share of the host',
      sources.ioasidAdjust,
      sources.hostShare,
    ),
    rule('ioasid/adjust-over-capacity', 'ENOSPC', 'the set would grow by more than is left', sources.ioasidAdjust),
  ],
});
