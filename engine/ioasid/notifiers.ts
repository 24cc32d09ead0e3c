/** Who is told of events: `ioasid_register_notifier` and `ioasid_unregister_notifier` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { memberAt, type Regions, setAt } from '../regions.ts';
import { memberRow, setRow } from '../rows.ts';
import { setBits, toldOf } from './chain.ts';
import { isLive } from './sets.ts';
import { holdsBit } from './users.ts';

const { EBUSY, EEXIST, EINVAL, ENOENT } = errnoNumbers;
const { members, firstMember, notifiers } = setRow;
const { next } = memberRow;

/** `rowOfSet` is the set plus 1, or 0 for all sets. */
export function ioasidRegisterNotifier(words: Int32Array, at: Regions, user: number, rowOfSet: number): number {
  const bit = holdsBit(user);
  if (rowOfSet === 0) return registerForAll(words, at, bit);
  const row = setAt(at, rowOfSet);
  if (!isLive(words, row)) return -EINVAL;
  if ((toldOf(words, at, row) & bit) !== 0) return -EEXIST;
  if (words[row + members] !== 0) return -EBUSY;
  setBits(words, row + notifiers, (words[row + notifiers] as number) | bit, at.registered);
  return 0;
}

function registerForAll(words: Int32Array, at: Regions, bit: number): number {
  for (let rowOfSet = 1; rowOfSet <= at.geometry.sets; rowOfSet++) {
    if ((toldOf(words, at, setAt(at, rowOfSet)) & bit) !== 0) return -EEXIST;
  }
  if (words[at.freePasids.count] !== words[at.pasidsInAll]) return -EBUSY;
  words[at.notifiers] = (words[at.notifiers] as number) | bit;
  return 0;
}

/** As before. */
export function ioasidUnregisterNotifier(words: Int32Array, at: Regions, user: number, rowOfSet: number): number {
  const bit = holdsBit(user);
  if (rowOfSet === 0) return unregisterForAll(words, at, bit);
  const row = setAt(at, rowOfSet);
  const registered = words[row + notifiers] as number;
  if ((registered & bit) === 0) return -ENOENT;
  if (holdsMember(words, at, row, bit)) return -EBUSY;
  setBits(words, row + notifiers, registered & ~bit, at.registered);
  return 0;
}

function unregisterForAll(words: Int32Array, at: Regions, bit: number): number {
  if (((words[at.notifiers] as number) & bit) === 0) return -ENOENT;
  for (let rowOfSet = 1; rowOfSet <= at.geometry.sets; rowOfSet++) {
    if (holdsMember(words, at, setAt(at, rowOfSet), bit)) return -EBUSY;
  }
  words[at.notifiers] = (words[at.notifiers] as number) & ~bit;
  return 0;
}

/** Whether a user has a reference on a member of a set, given by its row. */
function holdsMember(words: Int32Array, at: Regions, row: number, bit: number): boolean {
  let member = words[row + firstMember] as number;
  for (; member !== 0; member = words[memberAt(at, member) + next] as number) {
    if (((words[at.users + member] as number) & bit) !== 0) return true;
  }
  return false;
}
