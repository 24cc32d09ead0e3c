import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * Undoes a bind on every device of a container: each entry is cleared, what the device still has to ask is drained
 * (answered INVALID), and the last unbind drops the IOMMU driver's reference. The host's own unbind cannot fail, and
 * a live PASID of the caller's that is not bound there is answered 0.
 */
export const vfioUnbindGpasid = command({
  kind: 'vfio_unbind_gpasid',
  summary: 'Unbinds a host PASID from every device of a container.',
  sources: [sources.vfioBindV1, sources.vtdUnbind, sources.vtdDrain],
  args: { actor: args.vm, container: args.container, hpasid: args.hpasid },
  answers: 'zero',
  rules: [
    rule(
      'vfio/unbind-not-opener',
      'EPERM',
      'the caller is not the process that opened the container',
      sources.opener,
      sources.ioasidOwnership,
    ),
    rule('vfio/unbind-no-domain', 'EINVAL', 'the container holds no device, or has no type', sources.vfioBindV1),
    rule('vfio/unbind-not-nesting', 'EOPNOTSUPP', 'the container is not of the nesting type', sources.vfioBindV6),
    rule('vfio/unbind-no-hpasid', 'EINVAL', 'hpasid is 0 or has more than 20 bits', sources.vtdUnbind),
    rule(
      'vfio/unbind-not-own',
      'ENOENT',
      'the caller has no such host PASID',
      sources.ioasidOwnership,
      sources.silence,
    ),
    rule('vfio/unbind-free-pending', 'EBUSY', 'the host PASID waits to be freed', sources.ioasidOwnership),
  ],
});
