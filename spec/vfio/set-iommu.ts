import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * Gives a container its type (VFIO_SET_IOMMU), once, after its first group: through a container without type nothing
 * can be bound, and only through one of the nesting type can guest page tables be. Not here: what the IOMMU behind a
 * group is capable of.
 */
export const vfioSetIommu = command({
  kind: 'vfio_set_iommu',
  summary: 'Sets the type of a container that holds a group.',
  sources: [sources.vfioSetIommu, sources.vfioBindV1],
  args: { actor: args.vm, container: args.changeable, type: args.iommuType },
  answers: 'zero',
  rules: [
    rule('vfio/type-not-opener', 'EPERM', 'the caller is not the process that opened the container', sources.opener),
    rule('vfio/type-no-group', 'EINVAL', 'no group is attached to the container', sources.vfioSetIommu),
    rule('vfio/type-set', 'EINVAL', 'the container has a type already', sources.vfioSetIommu),
    rule('vfio/type-unknown', 'ENODEV', 'no driver has that type', sources.vfioSetIommu),
  ],
});
