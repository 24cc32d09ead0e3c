/** A guest has its VMM free a PASID: `vcmd_free_pasid` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { ioasidFree } from '../ioasid/free.ts';
import { type Regions, viommuAt } from '../regions.ts';
import { viommuRow } from '../rows.ts';
import { lookUp, setLookUp } from './guest-pasids.ts';

/** `number` is any 32 bits. */
export function vcmdFreePasid(words: Int32Array, at: Regions, viommu: number, number: number): number {
  const hpasid = lookUp(words, at, viommu, number);
  if (hpasid === 0) return -errnoNumbers.ENOENT;
  setLookUp(words, at, viommu, number, 0);
  // What the process has freed already is refused to it, and that is all the same to the guest.
  ioasidFree(words, at, words[viommuAt(at, viommu) + viommuRow.vm] as number, hpasid, 0);
  return 0;
}
