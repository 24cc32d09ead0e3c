import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/** A user inside the kernel waits for the set of a process no more. What has come about is unregistered by its set. */
export const ioasidUnregisterNotifierMm = command({
  kind: 'ioasid_unregister_notifier_mm',
  summary: 'Has a user inside the kernel wait no more for the set of a process.',
  sources: [sources.ioasidNotifierMm],
  args: { actor: args.registrant, token: args.token },
  answers: 'zero',
  rules: [
    rule(
      'ioasid/unregister-mm-not-waiting',
      'ENOENT',
      'the user does not wait for the set of such a process',
      sources.ioasidNotifierMm,
      sources.notifiers,
    ),
  ],
});
