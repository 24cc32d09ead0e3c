/** A new process gets the address of one that has exited: `mm_reuse` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { type Regions, vmAt } from '../regions.ts';
import { vmRow } from '../rows.ts';

const { EBUSY } = errnoNumbers;
const { exited, ownSet } = vmRow;

/** While there is a set of the old process, it holds the address; bindings are of its members. */
export function mmReuse(words: Int32Array, at: Regions, vm: number): number {
  const row = vmAt(at, vm);
  if (words[row + exited] === 0 || words[row + ownSet] !== 0) return -EBUSY;
  setExited(words, at, vm, 0);
  return 0;
}

/** Notes that the process of a VM has exited (1), or that another has its address (0). */
export function setExited(words: Int32Array, at: Regions, vm: number, now: number): void {
  const place = vmAt(at, vm) + exited;
  words[at.exited] = (words[at.exited] as number) + now - (words[place] as number);
  words[place] = now;
}
