import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * A user inside the kernel has itself told of events: of the host PASIDs of one set, or of all. It must do so before it takes
 * references, and events are not told again, so it registers before there is anything to be told of. Of the users of one host
 * PASID those with the higher priority are told first, on whichever chain they are: CPU (KVM), device (the VDCM), IOMMU. The
 * IOMMU driver is told of all sets from boot on.
 */
export const ioasidRegisterNotifier = command({
  kind: 'ioasid_register_notifier',
  summary: 'Has a user inside the kernel told of the events of one set, or of all.',
  sources: [sources.ioasidSetApi, sources.ioasidDocument],
  args: { actor: args.registrant, set: args.setOrNone },
  answers: 'zero',
  rules: [
    rule('ioasid/register-no-set', 'EINVAL', 'there is no such set, or its creator has put it', sources.ioasidSetApi),
    rule(
      'ioasid/register-registered',
      'EEXIST',
      'the user is told of them already, or of some of them',
      sources.ioasidNotifierMm,
      sources.notifiers,
    ),
    rule(
      'ioasid/register-not-empty',
      'EBUSY',
      'there are host PASIDs of whose events it would have missed some',
      sources.ioasidNotifierMm,
      sources.notifiers,
    ),
  ],
});
