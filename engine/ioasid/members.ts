/**
 * Which host PASIDs sets hold, as lists, so that what a process owns can be gone through; and what becomes of a PASID
 * that a set holds no more.
 */
import { release } from '../free-bitmap.ts';
import { remove } from '../hash-region.ts';
import { setRowOf, tokenOf } from '../pasid.ts';
import { bindAt, memberAt, type Regions, setAt } from '../regions.ts';
import { bindRow, memberRow, setRow } from '../rows.ts';
import { setData, userOfData } from './private-data.ts';
import { endIfLetGo } from './sets.ts';

const { owner, members, firstMember } = setRow;
const { next, previous } = memberRow;
const { gpasid } = bindRow;

/** Adds a host PASID to the members of a set, given by the number of its row. */
export function addMember(words: Int32Array, at: Regions, rowOfSet: number, hpasid: number): void {
  const set = setAt(at, rowOfSet);
  const member = memberAt(at, hpasid);
  const second = words[set + firstMember] as number;
  words[set + members] = (words[set + members] as number) + 1;
  words[member + next] = second;
  words[member + previous] = 0;
  // Nothing is read where there is no second: number 0 is no PASID.
  words[memberAt(at, second) + previous] = hpasid;
  words[set + firstMember] = hpasid;
}

/** Takes a host PASID from the members of its set, given by the number of its row. */
function removeMember(words: Int32Array, at: Regions, rowOfSet: number, hpasid: number): void {
  const set = setAt(at, rowOfSet);
  const member = memberAt(at, hpasid);
  const before = words[member + previous] as number;
  const after = words[member + next] as number;
  words[set + members] = (words[set + members] as number) - 1;
  words[memberAt(at, after) + previous] = before;
  if (before !== 0) words[memberAt(at, before) + next] = after;
  else words[set + firstMember] = after;
}

/** Takes its guest name from a host PASID, if it has one. Nobody is told: they have heard of the free. */
function dropName(words: Int32Array, at: Regions, rowOfSet: number, hpasid: number): void {
  const name = bindAt(at, hpasid) + gpasid;
  if (words[name] === 0) return;
  remove(words, at.mappings, tokenOf(words[setAt(at, rowOfSet) + owner] as number), words[name] as number);
  words[name] = 0;
}

/** Makes a host PASID free, nameless and without data, that nothing is bound to; with the last member goes a set that nobody holds. */
export function freeNow(words: Int32Array, at: Regions, hpasid: number): void {
  const rowOfSet = setRowOf(words[at.pasid + hpasid] as number);
  dropName(words, at, rowOfSet, hpasid);
  if (userOfData(words, at, hpasid) !== 0) setData(words, at, hpasid, 0);
  removeMember(words, at, rowOfSet, hpasid);
  words[at.pasid + hpasid] = 0;
  release(words, at.freePasids, hpasid);
  endIfLetGo(words, at, rowOfSet);
}
