import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * Who has a reference on a set drops it: its creator (VFIO, when a process has closed its last container), or a user
 * inside the kernel that found the set. With the last reference every member is freed; those that are bound or used
 * wait as free_pending, and so does the set: its quota, its number and its token are given back with its last member.
 */
export const ioasidSetPut = command({
  kind: 'ioasid_set_put',
  summary: 'Drops a reference on a set; the last one frees its host PASIDs, and then the set.',
  sources: [sources.ioasidSetV2, sources.setLifetime],
  args: { actor: args.setHolder, set: args.ownSet },
  answers: 'zero',
  rules: [
    rule('ioasid/set-put-none', 'EINVAL', 'there is no such set', sources.ioasidSetV2),
    rule('ioasid/set-put-not-held', 'EINVAL', 'the caller has no reference on it', sources.setLifetime),
  ],
});
