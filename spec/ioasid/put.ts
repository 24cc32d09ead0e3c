import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * A user inside the kernel drops its reference on a host PASID, once nothing of its own carries the PASID any more:
 * of its own accord, or because it was told that the PASID was freed. With the last reference a PASID that waits to be
 * freed is free, whoever of its users goes last.
 */
export const ioasidPut = command({
  kind: 'ioasid_put',
  summary: 'Drops the reference of a user inside the kernel; the last one frees what waits.',
  sources: [sources.ioasidSetApi, sources.ioasidDocument],
  args: { actor: args.user, set: args.ownSet, hpasid: args.reclaimed },
  answers: 'zero',
  rules: [
    rule('ioasid/put-not-member', 'ENOENT', 'the set holds no such host PASID', sources.ioasidSetApi, sources.silence),
    rule('ioasid/put-not-held', 'EINVAL', 'the user has no reference', sources.userReferences),
  ],
});
