/** Attaches a group to its container: `vfio_group_set_container` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { groupAt, type Regions } from '../regions.ts';
import { containerRow, groupRow } from '../rows.ts';
import { setAttached } from './groups.ts';
import { bindsAnything } from './leaving.ts';

const { EBUSY, EINVAL, EPERM } = errnoNumbers;

export function vfioGroupSetContainer(words: Int32Array, at: Regions, actor: number, group: number): number {
  const row = groupAt(at, group);
  const container = words[row + groupRow.container] as number;
  if (words[container + containerRow.opener] !== actor) return -EPERM;
  if (words[row + groupRow.attached] !== 0) return -EINVAL;
  if (bindsAnything(words, at, actor, container)) return -EBUSY;
  setAttached(words, at, row, 1);
  return 0;
}
