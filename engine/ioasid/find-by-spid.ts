/** Looks a host PASID up by its guest name: `ioasid_find_by_spid` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { find } from '../hash-region.ts';
import { oneReference, pasidState, stateOf, tokenOf } from '../pasid.ts';
import { type Regions, setAt } from '../regions.ts';
import { setRow } from '../rows.ts';
import { mappingSlot } from '../slots.ts';
import { toldOf } from './chain.ts';
import { holdsBit, mark } from './users.ts';

const { EEXIST, ENXIO, EPERM } = errnoNumbers;
const { freePending } = pasidState;

/** Numbers are the kernel's own. Gives the host PASID. */
export function ioasidFindBySpid(words: Int32Array, at: Regions, user: number, set: number, spid: number): number {
  const vm = tokenOf(words[setAt(at, set + 1) + setRow.owner] as number);
  const slot = vm === 0 ? -1 : find(words, at.mappings, vm, spid);
  if (slot < 0) return -ENXIO;
  const hpasid = words[slot + mappingSlot.hpasid] as number;
  const word = words[at.pasid + hpasid] as number;
  if (stateOf(word) === freePending) return -ENXIO;
  if (((words[at.users + hpasid] as number) & holdsBit(user)) !== 0) return -EEXIST;
  if ((toldOf(words, at, setAt(at, set + 1)) & holdsBit(user)) === 0) return -EPERM;
  mark(words, at, hpasid, holdsBit(user), at.holding);
  words[at.pasid + hpasid] = word + oneReference;
  return hpasid;
}
