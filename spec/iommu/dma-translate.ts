import { args } from '../arguments.ts';
import { command } from '../command.ts';
import { rule } from '../rule.ts';
import { sources } from '../source.ts';

/**
 * A device's DMA with a PASID is translated: from what is cached, or by walking the PASID table and the page tables, and
 * what was read is then cached: the entry in the PASID cache, the translation in the IOTLB and in the device's own TLB.
 * What is still cached translates even when the entry is gone; that is the harm that a stale cache does.
 * Not here: addresses, so that one translation stands for all of a PASID; and faults that a page request repairs.
 */
export const dmaTranslate = command({
  kind: 'dma_translate',
  summary: "A device's DMA with a PASID is translated, and what it took is cached.",
  sources: [sources.vtdNested, sources.vtdTearDown],
  args: { actor: args.hardware, pasid: args.rawPasid },
  answers: 'zero',
  rules: [
    rule(
      'iommu/dma-not-translated',
      'EFAULT',
      'no entry is present at that PASID of the device, and nothing is cached of it',
      sources.vtdNested,
    ),
  ],
});
