/** Auxiliary domains of a device are enabled or disabled: `iommu_dev_enable_feature` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { enableAux } from '../boot.ts';
import { deviceAt, type Regions } from '../regions.ts';
import { deviceRow } from '../rows.ts';

const { ENODEV } = errnoNumbers;
const { auxiliary } = deviceRow;

/** `enabled` is 0 or 1. */
export function iommuDevEnableFeature(words: Int32Array, at: Regions, device: number, enabled: number): number {
  if (words[deviceAt(at, device) + auxiliary] === 0) return -ENODEV;
  enableAux(words, at, device, enabled);
  return 0;
}
