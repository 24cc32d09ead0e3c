/** Detaches a group from its container: `vfio_group_unset_container` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { groupAt, type Regions } from '../regions.ts';
import { containerRow, groupRow } from '../rows.ts';
import { setAttached, setType } from './groups.ts';
import { freeWithLastContainer, unbindLeaving } from './leaving.ts';
import { unmapAll } from './second-stage.ts';

const { EINVAL, EPERM } = errnoNumbers;
const { firstDevice, endOfDevices } = groupRow;

export function vfioGroupUnsetContainer(words: Int32Array, at: Regions, actor: number, group: number): number {
  const row = groupAt(at, group);
  const container = words[row + groupRow.container] as number;
  if (words[container + containerRow.opener] !== actor) return -EPERM;
  if (words[row + groupRow.attached] === 0) return -EINVAL;
  unbindLeaving(words, at, actor, container, words[row + firstDevice] as number, words[row + endOfDevices] as number);
  setAttached(words, at, row, 0);
  if (words[container + containerRow.devices] === 0) {
    setType(words, at, container, 0);
    unmapAll(words, at, container);
  }
  freeWithLastContainer(words, at, actor);
  return 0;
}
