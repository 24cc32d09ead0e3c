import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * The guest invalidates the PASID cache of its vIOMMU for one PASID. That is where the VMM shadows: it reads the
 * guest's entry, looks the host PASID up, and has it bound on the devices behind the vIOMMU, or unbound if the entry is
 * not present any more; an entry that has changed is unbound and bound anew. What the kernel would refuse of that
 * fails before anything is done, so that the shadow is never half of it.
 * Not here: invalidation of several PASIDs at once.
 */
export const pasidCacheInvalidate = command({
  kind: 'pasid_cache_invalidate',
  summary: 'A guest invalidates its PASID cache, and its VMM binds or unbinds what the guest has written.',
  sources: [sources.gpasidMapping, sources.vfioBindV6],
  args: { actor: args.guest, pasid: args.rawPasid },
  answers: 'zero',
  rules: [
    rule(
      'guest/invalidate-no-pasid',
      'ENOENT',
      'no PASID of that number is allocated to the guest',
      sources.gpasidMapping,
    ),
    rule('guest/invalidate-no-domain', 'EINVAL', 'the container holds no device, or has no type', sources.vfioBindV1),
    rule(
      'guest/invalidate-not-nesting',
      'EOPNOTSUPP',
      'the container is not of the nesting type any more',
      sources.vfioBindV6,
    ),
    rule(
      'guest/invalidate-not-own',
      'ENOENT',
      "the host PASID that the VMM looks up is not its process's any more",
      sources.ioasidOwnership,
      sources.silence,
    ),
    rule('guest/invalidate-free-pending', 'EBUSY', 'the host PASID waits to be freed', sources.ioasidOwnership),
    rule(
      'guest/invalidate-foreign-data',
      'EINVAL',
      'a user inside the kernel has left a record with the host PASID',
      sources.vtdBind,
      sources.dataOfOne,
    ),
    rule(
      'guest/invalidate-gpasid-taken',
      'EINVAL',
      'the gpasid still stands for another host PASID, which waits to be freed; or this one has another name',
      sources.ioasidSpid,
    ),
    rule(
      'guest/invalidate-bind-fails',
      'ENOMEM',
      'a device behind the vIOMMU cannot bind',
      sources.vtdBind,
      sources.allAsked,
    ),
    rule(
      'guest/invalidate-not-mapped',
      'EINVAL',
      'what the guest has written lies where no memory is mapped',
      sources.vtdNested,
    ),
  ],
});
