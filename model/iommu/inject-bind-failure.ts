/** `inject_bind_failure`: see spec/iommu/inject-bind-failure.ts. */
import type { injectBindFailure as Spec } from '../../spec/iommu/inject-bind-failure.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';

export const injectBindFailure: Transition<typeof Spec> = {
  refuses: {},
  plan: (_host, { device, enabled }) =>
    inOrder(({ state }) => {
      state.device.at(device).failsBind = enabled === 1;
      return null;
    }),
};
