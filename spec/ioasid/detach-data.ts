import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/** A user inside the kernel takes its own record away from a host PASID, be that on its way out or not. */
export const ioasidDetachData = command({
  kind: 'ioasid_detach_data',
  summary: 'Takes the record of a user inside the kernel away from a host PASID.',
  sources: [sources.ioasidSetApi, sources.ioasidNotification],
  args: { actor: args.dataUser, set: args.ownSet, hpasid: args.reclaimed },
  answers: 'zero',
  rules: [
    rule(
      'ioasid/detach-data-not-member',
      'ENOENT',
      'the set holds no such host PASID',
      sources.silence,
      sources.dataOfOne,
    ),
    rule('ioasid/detach-data-not-own', 'EINVAL', "the record there, if any, is not the caller's", sources.dataOfOne),
  ],
});
