import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * As `ioasid_register_notifier`, by the process whose set is meant. If that has none yet, the registration waits, and comes
 * about with the set: KVM makes a VM before VFIO makes its set, or after.
 */
export const ioasidRegisterNotifierMm = command({
  kind: 'ioasid_register_notifier_mm',
  summary: 'Has a user inside the kernel told of the events of the set of a process, which may come later.',
  sources: [sources.ioasidNotifierMm, sources.ioasidDocument],
  args: { actor: args.registrant, token: args.token },
  answers: 'zero',
  rules: [
    rule('ioasid/register-mm-no-token', 'EINVAL', 'no process is given', sources.ioasidNotifierMm),
    rule('ioasid/register-mm-waits', 'EBUSY', 'the user waits for the set already', sources.ioasidNotifierMm),
    rule(
      'ioasid/register-mm-registered',
      'EEXIST',
      'the user is told of its events already',
      sources.ioasidNotifierMm,
      sources.notifiers,
    ),
    rule(
      'ioasid/register-mm-not-empty',
      'EBUSY',
      'the set has host PASIDs of whose events it would have missed some, or will get none any more',
      sources.ioasidNotifierMm,
      sources.notifiers,
    ),
  ],
});
