import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * The driver of a mediated device enables and disables IOMMU_DEV_FEAT_AUX of the device it is part of (the latter is
 * iommu_dev_disable_feature). A binding made meanwhile is counted as that of one user, whom an unbind takes away.
 * Enabling what is enabled changes nothing. Not here: the other features, and what disabling one does to its domains.
 */
export const iommuDevEnableFeature = command({
  kind: 'iommu_dev_enable_feature',
  summary: 'Enables or disables auxiliary domains of a device.',
  sources: [sources.vtdAux, sources.vtdUnbind, sources.usersAsBound],
  args: { actor: args.kernel, device: args.device, enabled: args.enabled },
  answers: 'zero',
  rules: [rule('iommu/feature-not-supported', 'ENODEV', 'the device has no auxiliary domain', sources.vtdAux)],
});
