/** What both requests for PASIDs through a container ask first: `vfio_pasid_request_alloc` and `…_free` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { isPut } from '../ioasid/sets.ts';
import { containerAt, type Regions, setAt, vmAt } from '../regions.ts';
import { containerRow, setRow, vmRow } from '../rows.ts';

const { EINVAL, EOPNOTSUPP, EPERM } = errnoNumbers;

/** 0, or the -errno of the first rule that refuses; `min` and `max` are any 32 bits. */
export function refusedRange(
  words: Int32Array,
  at: Regions,
  actor: number,
  container: number,
  min: number,
  max: number,
): number {
  const row = containerAt(at, container);
  if (words[row + containerRow.opener] !== actor) return -EPERM;
  if (min >>> 0 > max >>> 0) return -EINVAL;
  const rowOfSet = words[vmAt(at, actor) + vmRow.ownSet] as number;
  if (words[row + containerRow.refusal] !== 0 || rowOfSet === 0) return -EOPNOTSUPP;
  return ((words[setAt(at, rowOfSet) + setRow.references] as number) & isPut) === 0 ? 0 : -EOPNOTSUPP;
}
