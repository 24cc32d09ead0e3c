import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * The owner gives a host PASID back. Unused, it is free at once; bound, or with users inside the kernel, it waits as
 * free_pending until the last reference has gone. Everyone who holds one is told (the FREE event): the IOMMU driver goes
 * on with `ioasid_reclaim`, users with `ioasid_put`, in any order. Freeing it again meanwhile changes nothing and succeeds: free must not fail
 * for a well-formed PASID of the caller's own.
 */
export const ioasidFree = command({
  kind: 'ioasid_free',
  summary: 'Frees a host PASID, at once or when its last user has let go.',
  sources: [sources.ioasidSetApi, sources.ioasidDocument, sources.vfioPasidRequest],
  args: { actor: args.principal, hpasid: args.hpasid },
  answers: 'zero',
  rules: [
    rule('ioasid/free-no-pasid', 'EINVAL', 'the number is 0 or has more than 20 bits', sources.fullWidth),
    rule(
      'ioasid/free-not-own',
      'ENOENT',
      'the caller has no such host PASID',
      sources.vfioPasidRequest,
      sources.silence,
      sources.freeAnswers,
    ),
  ],
});
