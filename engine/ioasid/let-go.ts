/** The owner of a host PASID lets go of it: what is done at once, and who is told. */
import { forget } from '../guest/kvm.ts';
import { freePendingFrom, referencesOf, setRowOf, tokenOf } from '../pasid.ts';
import { bindAt, type Regions, setAt } from '../regions.ts';
import { bindRow, setRow } from '../rows.ts';
import { noteTold, toldOf } from './chain.ts';
import { notifyFree, putReference } from './users.ts';

/** Of a PASID that was not freed before: KVM drops its reference, who else holds one is told. */
export function letGo(words: Int32Array, at: Regions, hpasid: number): void {
  const word = words[at.pasid + hpasid] as number;
  const gpasid = words[bindAt(at, hpasid) + bindRow.gpasid] as number;
  const set = setAt(at, setRowOf(word));
  const told = toldOf(words, at, set);
  words[at.pasid + hpasid] = freePendingFrom(word);
  // Who has the last reference tells nobody.
  if (referencesOf(word) > 1) noteTold(words, at, told);
  if (gpasid !== 0) forget(words, at, tokenOf(words[set + setRow.owner] as number), gpasid);
  notifyFree(words, at, hpasid, told);
  putReference(words, at, hpasid);
}
