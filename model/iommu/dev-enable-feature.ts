/** `iommu_dev_enable_feature`: see spec/iommu/dev-enable-feature.ts. */
import type { iommuDevEnableFeature as Spec } from '../../spec/iommu/dev-enable-feature.ts';
import { aux } from '../../spec/state.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';

export const iommuDevEnableFeature: Transition<typeof Spec> = {
  refuses: {
    'iommu/feature-not-supported': ({ topology }, { device }) => !topology.isAuxiliary(device),
  },
  plan: (_host, { device, enabled }) =>
    inOrder(({ state }) => {
      state.deviceFeature.at(device, aux).enabled = enabled === 1;
      return null;
    }),
};
