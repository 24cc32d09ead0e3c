import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/** Detaches the auxiliary domain of a device: the entry goes, what is cached of it is flushed, and the default PASID is free. */
export const iommuAuxDetachDevice = command({
  kind: 'iommu_aux_detach_device',
  summary: 'Detaches the auxiliary domain of a device, and frees its default PASID.',
  sources: [sources.vtdAuxDomain, sources.vtdTearDown],
  args: { actor: args.kernel, device: args.auxDevice },
  answers: 'zero',
  rules: [rule('iommu/aux-not-attached', 'EINVAL', 'it is not attached', sources.vtdAuxDomain)],
});
