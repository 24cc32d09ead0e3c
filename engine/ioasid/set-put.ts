/** Drops a reference on a set: `ioasid_set_put` of the specification. */
import { kernelActor } from '../../spec/arguments.ts';
import { errnoNumbers } from '../../spec/errno.ts';
import { pasidState, stateOf } from '../pasid.ts';
import { memberAt, type Regions, setAt } from '../regions.ts';
import { memberRow, setRow } from '../rows.ts';
import { letGo } from './let-go.ts';
import { endIfLetGo, flipReference, isLetGo, isPut, userBit } from './sets.ts';

const { EINVAL } = errnoNumbers;
const { owner, firstMember, references } = setRow;
const { next } = memberRow;
const { freePending } = pasidState;
const kernel = kernelActor;

/** `actor` is a user inside the kernel, or the kernel for the creator. All numbers are the kernel's own. */
export function ioasidSetPut(words: Int32Array, at: Regions, actor: number, set: number): number {
  const row = setAt(at, set + 1);
  if (words[row + owner] === 0) return -EINVAL;
  const bit = actor === kernel ? isPut : userBit(actor);
  // Of the creator it is kept that it has put the set, of a user that it holds it.
  const holds = ((words[row + references] as number) & bit) !== 0;
  if (holds === (actor === kernel)) return -EINVAL;
  flipReference(words, at, row, bit);
  if (isLetGo(words, row)) freeMembers(words, at, set + 1);
  return 0;
}

/** Frees every member, of which some may have to wait; the set goes with the last. */
function freeMembers(words: Int32Array, at: Regions, rowOfSet: number): void {
  const row = setAt(at, rowOfSet);
  let member = words[row + firstMember] as number;
  if (member === 0) endIfLetGo(words, at, rowOfSet);
  while (member !== 0) {
    const after = words[memberAt(at, member) + next] as number;
    if (stateOf(words[at.pasid + member] as number) !== freePending) letGo(words, at, member);
    member = after;
  }
}
