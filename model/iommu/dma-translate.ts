/** `dma_translate`: see spec/iommu/dma-translate.ts. */
import type { dmaTranslate as Spec } from '../../spec/iommu/dma-translate.ts';
import { member, type Row } from '../../spec/sorts.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { fill, isCached } from './caches.ts';
import { secondLevelDid } from './second-level-entry.ts';

export const dmaTranslate: Transition<typeof Spec> = {
  refuses: {
    'iommu/dma-not-translated': (host, { actor, pasid }) => {
      const { state, topology } = host;
      const row = member('row', topology.sizes.row, pasid);
      if (row === null) return true;
      const isPresent = state.pasidEntry.at(actor, row).pgd !== null || secondLevelDid(host, actor, row) !== null;
      return !isPresent && !isCached(state, actor, row);
    },
  },
  plan: (_host, { actor, pasid }) =>
    inOrder((host) => {
      fill(host, actor, pasid as Row);
      return null;
    }),
};
