import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * A user inside the kernel finds the set of a process, by its token, and takes a reference on it. A set that its creator
 * has put is found no more. The user compares a token, and nothing else, so a token must not come to stand for another
 * process while a set has it.
 */
export const ioasidFindMmSet = command({
  kind: 'ioasid_find_mm_set',
  summary: 'Finds the set of a process for a user inside the kernel, which then holds it.',
  sources: [sources.ioasidSetApi, sources.setToken],
  args: { actor: args.user, token: args.vm },
  answers: 'set',
  rules: [
    rule('ioasid/find-no-set', 'ENXIO', 'the process has no set, or its creator has put it', sources.ioasidSetApi),
    rule('ioasid/find-held', 'EEXIST', 'the user has its reference already', sources.setLifetime),
  ],
});
