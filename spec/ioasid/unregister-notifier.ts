import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/** A user inside the kernel is told no more. It must have put its references before: nobody would tell it to. */
export const ioasidUnregisterNotifier = command({
  kind: 'ioasid_unregister_notifier',
  summary: 'Has a user inside the kernel told no more of the events of one set, or of all.',
  sources: [sources.ioasidSetApi, sources.ioasidDocument],
  args: { actor: args.registrant, set: args.setOrNone },
  answers: 'zero',
  rules: [
    rule('ioasid/unregister-not-registered', 'ENOENT', 'the user is not registered there', sources.ioasidSetApi),
    rule(
      'ioasid/unregister-in-use',
      'EBUSY',
      'the user has a reference on a host PASID whose free it would not be told of',
      sources.ioasidDocument,
      sources.notifiers,
    ),
  ],
});
