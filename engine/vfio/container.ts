/** What VFIO asks before it looks at a PASID: may this caller bind through this container? */
import { errnoNumbers } from '../../spec/errno.ts';
import { containerRow } from '../rows.ts';

const { EINVAL, EOPNOTSUPP, EPERM } = errnoNumbers;
const { opener, refusal } = containerRow;

/** 0, or the -errno of the first rule that refuses; `row` is the container's. */
export function refusedByContainer(words: Int32Array, row: number, actor: number): number {
  if (words[row + opener] !== actor) return -EPERM;
  return words[row + refusal] as number;
}

/** What a container refuses to its own opener. */
export function standingRefusal(devices: number, nesting: boolean): number {
  if (devices === 0) return -EINVAL;
  return nesting ? 0 : -EOPNOTSUPP;
}
