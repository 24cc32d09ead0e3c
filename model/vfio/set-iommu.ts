/** `vfio_set_iommu`: see spec/vfio/set-iommu.ts. */
import { iommuTypes } from '../../spec/arguments.ts';
import type { vfioSetIommu as Spec } from '../../spec/vfio/set-iommu.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { attachedTo, typeOf, vfioIommuOf } from './attachment.ts';

const { nesting, type1v2 } = iommuTypes;

export const vfioSetIommu: Transition<typeof Spec> = {
  refuses: {
    'vfio/type-not-opener': ({ policy, topology }, { actor, container }) =>
      policy.opener === 'checked' && topology.vmOf(container) !== actor,
    'vfio/type-no-group': (host, { container }) => attachedTo(host, container).length === 0,
    'vfio/type-set': (host, { container }) => typeOf(host, container) !== 'none',
    'vfio/type-unknown': (_, { type }) => type !== nesting && type !== type1v2,
  },
  plan: (_host, { container, type }) =>
    inOrder(({ state }) => {
      state.vfioIommu.at(vfioIommuOf(container)).type = type === nesting ? 'nesting' : 'type1v2';
      return null;
    }),
};
