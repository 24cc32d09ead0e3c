/** A user inside the kernel takes its reference: `ioasid_get` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { oneReference, pasidState, setRowOf, stateOf } from '../pasid.ts';
import { type Regions, setAt } from '../regions.ts';
import { toldOf } from './chain.ts';
import { holdsBit, mark } from './users.ts';

const { EBUSY, EEXIST, ENOENT, EPERM } = errnoNumbers;
const { freePending } = pasidState;

/** All numbers are the kernel's own. */
export function ioasidGet(words: Int32Array, at: Regions, user: number, set: number, hpasid: number): number {
  const word = words[at.pasid + hpasid] as number;
  if (setRowOf(word) !== set + 1) return -ENOENT;
  if (stateOf(word) === freePending) return -EBUSY;
  if (((words[at.users + hpasid] as number) & holdsBit(user)) !== 0) return -EEXIST;
  if ((toldOf(words, at, setAt(at, set + 1)) & holdsBit(user)) === 0) return -EPERM;
  mark(words, at, hpasid, holdsBit(user), at.holding);
  words[at.pasid + hpasid] = word + oneReference;
  return 0;
}
