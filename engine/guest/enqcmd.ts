/** A guest submits work to a device: `enqcmd` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { find } from '../hash-region.ts';
import { dmaTranslate } from '../iommu/dma-translate.ts';
import { deviceAt, type Regions } from '../regions.ts';
import { deviceRow } from '../rows.ts';
import { mappingSlot } from '../slots.ts';

const { EFAULT, ENODEV } = errnoNumbers;

/** `number` is any 32 bits. */
export function enqcmd(words: Int32Array, at: Regions, kvm: number, device: number, number: number): number {
  const vm = words[at.kvm + kvm] as number;
  if (words[deviceAt(at, device) + deviceRow.holder] !== vm) return -ENODEV;
  const slot = find(words, at.mappings, vm, number);
  const handedOn = slot < 0 ? 0 : (words[slot + mappingSlot.translated] as number);
  return handedOn === 0 ? -EFAULT : dmaTranslate(words, at, device, handedOn);
}
