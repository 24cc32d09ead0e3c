/** Groups of devices, attached to their container or not, and the type that a container has while it holds one. */
import { deviceAt, type Regions, vmAt } from '../regions.ts';
import { containerRow, deviceRow, groupRow, vmRow } from '../rows.ts';
import { standingRefusal } from './container.ts';

const { opener, refusal, devices, type: typeOf } = containerRow;
const { container: containerOf, firstDevice, endOfDevices, attached: isAttached } = groupRow;
const { attached: deviceAttached } = deviceRow;
const { typed } = vmRow;

/** Attaches (1) or detaches (0) a group, given by its row. */
export function setAttached(words: Int32Array, at: Regions, row: number, attached: number): void {
  const more = attached - (words[row + isAttached] as number);
  const container = words[row + containerOf] as number;
  const first = words[row + firstDevice] as number;
  const end = words[row + endOfDevices] as number;
  words[row + isAttached] = attached;
  words[at.attached] = (words[at.attached] as number) + more;
  words[container + devices] = (words[container + devices] as number) + more * (end - first);
  for (let place = first; place < end; place++) {
    words[deviceAt(at, words[place] as number) + deviceAttached] = attached;
  }
}

/** Gives a container, given by its row, a type as the specification numbers it, or none (0). */
export function setType(words: Int32Array, at: Regions, row: number, type: number): void {
  const more = Math.sign(type) - Math.sign(words[row + typeOf] as number);
  const count = vmAt(at, words[row + opener] as number) + typed;
  words[row + typeOf] = type;
  words[row + refusal] = standingRefusal(type);
  words[count] = (words[count] as number) + more;
  words[at.typed] = (words[at.typed] as number) + more;
}
