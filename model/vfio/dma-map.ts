/** `vfio_dma_map`: see spec/vfio/dma-map.ts. */
import type { vfioDmaMap as Spec } from '../../spec/vfio/dma-map.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { typeOf } from './attachment.ts';
import { dmaMapOf, topOf } from './second-stage.ts';

export const vfioDmaMap: Transition<typeof Spec> = {
  refuses: {
    'vfio/map-not-opener': ({ policy, topology }, { actor, container }) =>
      policy.opener === 'checked' && topology.vmOf(container) !== actor,
    'vfio/map-no-domain': (host, { container }) => typeOf(host, container) === 'none',
    'vfio/map-mapped': (host, { container, top }) => top <= topOf(host, container),
  },
  plan: (_host, { container, top }) =>
    inOrder(({ state }) => {
      state.dmaMap.at(dmaMapOf(container)).top = top;
      return null;
    }),
};
