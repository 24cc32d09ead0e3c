/** How far guest memory is mapped for the devices of a container. Where the topology does not speak of it, all of it is. */
import type { Container, DmaMap, Pgd } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';

/** The row of a container: the same number. */
export const dmaMapOf = (container: Container): DmaMap => container as number as DmaMap;

/** The highest address that is mapped, 0 if none is. */
export function topOf({ topology, state }: Host, container: Container): number {
  if (topology.sizes.dmaMap === 0) return topology.sizes.pgd;
  return state.dmaMap.at(dmaMapOf(container)).top ?? 0;
}

/** Whether a guest page directory may lie where it does. */
export const isWithinSecondStage = (host: Host, container: Container, gpgd: Pgd): boolean =>
  host.policy.gpgdLimit === 'unchecked' || gpgd <= topOf(host, container);

/** Nothing is mapped any more: the container has lost its domains. */
export function unmapAll({ topology, state }: Host, container: Container): void {
  if (topology.sizes.dmaMap > 0) state.dmaMap.at(dmaMapOf(container)).top = null;
}
