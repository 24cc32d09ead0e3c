/** A guest has its VMM allocate a PASID: `vcmd_alloc_pasid` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { ioasidAlloc } from '../ioasid/alloc.ts';
import { isPut } from '../ioasid/sets.ts';
import { type Regions, setAt, viommuAt, vmAt } from '../regions.ts';
import { setRow, viommuRow, vmRow } from '../rows.ts';
import { hasRoom, lookUp, setLookUp } from './guest-pasids.ts';

const { EBUSY, EINVAL, ENOMEM } = errnoNumbers;

/** `gpasid` is one that the VMM has picked, or 0 for none. Gives the host PASID. */
export function vcmdAllocPasid(words: Int32Array, at: Regions, viommu: number, gpasid: number): number {
  const vm = words[viommuAt(at, viommu) + viommuRow.vm] as number;
  const row = vmAt(at, vm);
  if (Math.sign(gpasid) !== words[row + vmRow.guestOwned]) return -EINVAL;
  const rowOfSet = words[row + vmRow.ownSet] as number;
  if (rowOfSet === 0 || ((words[setAt(at, rowOfSet) + setRow.references] as number) & isPut) !== 0) return -EINVAL;
  if (gpasid !== 0 && lookUp(words, at, viommu, gpasid) !== 0) return -EBUSY;
  if (!hasRoom(words, at, viommu, gpasid)) return -ENOMEM;
  const hpasid = ioasidAlloc(words, at, vm, rowOfSet - 1);
  if (hpasid > 0) setLookUp(words, at, viommu, gpasid === 0 ? hpasid : gpasid, hpasid);
  return hpasid;
}
