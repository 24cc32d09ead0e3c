/** `vfio_dma_unmap`: see spec/vfio/dma-unmap.ts. */
import type { CommandOf } from '../../spec/command.ts';
import { idsOf, type Pgd } from '../../spec/sorts.ts';
import type { vfioDmaUnmap as Spec } from '../../spec/vfio/dma-unmap.ts';
import type { Host } from '../host.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { attachedTo, typeOf } from './attachment.ts';
import { dmaMapOf, topOf } from './second-stage.ts';

/** Whether a page directory that an entry of the container's devices points to lies where it is to be unmapped. */
function isUnderGpgd(host: Host, { container, from }: CommandOf<typeof Spec>): boolean {
  const above = idsOf('pgd', host.topology.sizes.pgd).filter((pgd) => pgd >= from);
  return attachedTo(host, container).some((device) =>
    above.some((pgd) => host.state.pasidEntry.some('pgd', pgd, device)),
  );
}

export const vfioDmaUnmap: Transition<typeof Spec> = {
  refuses: {
    'vfio/unmap-not-opener': ({ policy, topology }, { actor, container }) =>
      policy.opener === 'checked' && topology.vmOf(container) !== actor,
    'vfio/unmap-no-domain': (host, { container }) => typeOf(host, container) === 'none',
    'vfio/unmap-under-gpgd': (host, command) =>
      host.policy.unmap === 'refused-under-gpgd' && isUnderGpgd(host, command),
  },
  plan: (_host, { container, from }) =>
    inOrder((host) => {
      const left = Math.min(topOf(host, container), from - 1);
      host.state.dmaMap.at(dmaMapOf(container)).top = left === 0 ? null : (left as Pgd);
      return null;
    }),
};
