/** Closes a container: `vfio_container_close` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { containerAt, type Regions } from '../regions.ts';
import { containerRow, groupRow } from '../rows.ts';
import { setAttached, setType } from './groups.ts';
import { freeWithLastContainer, unbindLeaving } from './leaving.ts';
import { unmapAll } from './second-stage.ts';

const { EBADF } = errnoNumbers;
const { opener, firstDevice, endOfDevices, firstGroup, type: typeOf } = containerRow;

export function vfioContainerClose(words: Int32Array, at: Regions, actor: number, container: number): number {
  const row = containerAt(at, container);
  if (words[row + opener] !== actor) return -EBADF;
  unbindLeaving(words, at, actor, row, words[row + firstDevice] as number, words[row + endOfDevices] as number);
  letGroupsGo(words, at, row);
  freeWithLastContainer(words, at, actor);
  return 0;
}

/** Nothing is mapped any more, and no group is the container's, unless attachment is fixed. */
export function letGroupsGo(words: Int32Array, at: Regions, row: number): void {
  const first = words[row + firstGroup] as number;
  for (let group = first; group !== 0; group = words[group + groupRow.next] as number) setAttached(words, at, group, 0);
  if (words[row + typeOf] !== 0) setType(words, at, row, 0);
  unmapAll(words, at, row);
}
