/** `enqcmd`: see spec/guest/enqcmd.ts. */
import type { CommandOf } from '../../spec/command.ts';
import type { enqcmd as Spec } from '../../spec/guest/enqcmd.ts';
import type { dmaTranslate as DmaSpec } from '../../spec/iommu/dma-translate.ts';
import { member } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { dmaTranslate } from '../iommu/dma-translate.ts';
import { inOrder, runPlan } from '../plan.ts';
import type { Transition } from '../transition.ts';

type Submission = CommandOf<typeof Spec>;

/** What the processor hands to the device for a number of the guest's; 0 for none. */
function handedOn({ state, topology }: Host, { actor, pasid }: Submission): number {
  const gpasid = member('gpasid', topology.sizes.gpasid, pasid);
  return gpasid === null ? 0 : (state.pasidTranslation.at(actor, gpasid).number ?? 0);
}

/** The DMA that the device then does. */
const dmaOf = (host: Host, command: Submission): CommandOf<typeof DmaSpec> => ({
  kind: 'dma_translate',
  actor: command.device,
  pasid: handedOn(host, command),
});

export const enqcmd: Transition<typeof Spec> = {
  refuses: {
    'guest/enqcmd-not-holder': ({ topology }, { actor, device }) => topology.holderOf(device) !== topology.runBy(actor),
    'guest/enqcmd-not-translated': (host, command) => handedOn(host, command) === 0,
    'guest/enqcmd-not-bound': (host, command) =>
      dmaTranslate.refuses['iommu/dma-not-translated'](host, dmaOf(host, command)),
  },
  plan: (_host, command) => inOrder((host) => runPlan(host, dmaTranslate.plan(host, dmaOf(host, command), 0))),
};
