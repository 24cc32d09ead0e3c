/** Sets the type of a container: `vfio_set_iommu` of the specification. */
import { iommuTypes } from '../../spec/arguments.ts';
import { errnoNumbers } from '../../spec/errno.ts';
import { containerAt, type Regions } from '../regions.ts';
import { containerRow } from '../rows.ts';
import { containerType } from './container.ts';
import { setType } from './groups.ts';

const { EINVAL, ENODEV, EPERM } = errnoNumbers;
const { type1v2, nesting } = iommuTypes;

/** `type` is any number from 0 on. */
export function vfioSetIommu(words: Int32Array, at: Regions, actor: number, container: number, type: number): number {
  const row = containerAt(at, container);
  if (words[row + containerRow.opener] !== actor) return -EPERM;
  if (words[row + containerRow.devices] === 0 || words[row + containerRow.type] !== 0) return -EINVAL;
  if (type !== nesting && type !== type1v2) return -ENODEV;
  setType(words, at, row, type === nesting ? containerType.nesting : containerType.type1v2);
  return 0;
}
