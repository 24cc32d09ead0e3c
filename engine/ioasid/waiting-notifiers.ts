/** Who is told of the events of a set to come: `ioasid_register_notifier_mm` and `ioasid_unregister_notifier_mm`. */
import { errnoNumbers } from '../../spec/errno.ts';
import { type Regions, setAt, vmAt } from '../regions.ts';
import { setRow, vmRow } from '../rows.ts';
import { setBits, toldOf } from './chain.ts';
import { isLive } from './sets.ts';
import { holdsBit } from './users.ts';

const { EBUSY, EEXIST, EINVAL, ENOENT } = errnoNumbers;
const { members, notifiers } = setRow;
const { ownSet, notifiers: waiting } = vmRow;

/** `token` is a VM, or 0 for none. */
export function ioasidRegisterNotifierMm(words: Int32Array, at: Regions, user: number, token: number): number {
  const bit = holdsBit(user);
  const vm = vmAt(at, token);
  if (token === 0) return -EINVAL;
  if (((words[vm + waiting] as number) & bit) !== 0) return -EBUSY;
  const rowOfSet = words[vm + ownSet] as number;
  const row = setAt(at, rowOfSet);
  // Where there is no set, its row is that of none, with which nobody is registered.
  if ((toldOf(words, at, row) & bit) !== 0) return -EEXIST;
  if (rowOfSet === 0) {
    setBits(words, vm + waiting, (words[vm + waiting] as number) | bit, at.waiting);
    return 0;
  }
  if (!isLive(words, row) || words[row + members] !== 0) return -EBUSY;
  setBits(words, row + notifiers, (words[row + notifiers] as number) | bit, at.registered);
  return 0;
}

/** `token` is a VM, or 0 for none. */
export function ioasidUnregisterNotifierMm(words: Int32Array, at: Regions, user: number, token: number): number {
  const place = vmAt(at, token) + waiting;
  if (((words[place] as number) & holdsBit(user)) === 0) return -ENOENT;
  setBits(words, place, (words[place] as number) & ~holdsBit(user), at.waiting);
  return 0;
}

/** What waits for the set of a VM's process is registered with it, unless it is told already. */
export function comeAbout(words: Int32Array, at: Regions, token: number, set: number): void {
  const place = vmAt(at, token) + waiting;
  const bits = words[place] as number;
  if (bits === 0) return;
  const row = setAt(at, set + 1);
  setBits(words, row + notifiers, bits & ~toldOf(words, at, row), at.registered);
  setBits(words, place, 0, at.waiting);
}
