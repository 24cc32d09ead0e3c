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

/** Whether a container, given by its row, has no domain: no device, or no type. */
export const hasNoDomain = (words: Int32Array, row: number): boolean => words[row + refusal] === -EINVAL;

/** Types of a container, in the order of the specification. */
export const containerType = { none: 0, type1v2: 1, nesting: 2 } as const;

/** What a container of a type refuses to its own opener. */
export function standingRefusal(type: number): number {
  if (type === containerType.none) return -EINVAL;
  return type === containerType.nesting ? 0 : -EOPNOTSUPP;
}
