import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * Takes a free host PASID for a set; which one is left open, so every free one is a correct answer.
 * A set that is not the caller's is answered like one that does not exist.
 * Not here: ranges (min, max) and private data.
 */
export const ioasidAlloc = command({
  kind: 'ioasid_alloc',
  summary: "Allocates a host PASID out of the caller's set.",
  sources: [sources.vfioPasidRequest, sources.ioasidSetApi],
  args: { actor: args.principal, set: args.set },
  answers: 'hpasid',
  rules: [
    rule(
      'ioasid/alloc-not-own-set',
      'EINVAL',
      'the caller has no such set',
      sources.vfioPasidRequest,
      sources.ioasidSetApi,
      sources.silence,
    ),
    rule('ioasid/alloc-over-quota', 'ENOSPC', 'the set holds as many PASIDs as its quota', sources.ioasidSetApi),
    rule('ioasid/alloc-none-free', 'ENOSPC', 'no host PASID is free', sources.ioasidCore, sources.vfioPasidRequest),
  ],
});
