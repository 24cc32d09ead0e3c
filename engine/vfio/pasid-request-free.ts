/** Frees what a process owns in a range: `vfio_pasid_request_free` of the specification. */
import { letGo } from '../ioasid/let-go.ts';
import { pasidState, stateOf } from '../pasid.ts';
import { memberAt, type Regions } from '../regions.ts';
import { memberRow } from '../rows.ts';
import { firstOwn } from './leaving.ts';
import { refusedRange } from './pasid-request.ts';

const { freePending } = pasidState;
const { next } = memberRow;

/** `min` and `max` are any 32 bits. Costs as much as the process owns, whatever the range. */
export function vfioPasidRequestFree(
  words: Int32Array,
  at: Regions,
  actor: number,
  container: number,
  min: number,
  max: number,
): number {
  const refusal = refusedRange(words, at, actor, container, min, max);
  if (refusal !== 0) return refusal;
  for (let hpasid = firstOwn(words, at, actor); hpasid !== 0; ) {
    const following = words[memberAt(at, hpasid) + next] as number;
    const isMeant = hpasid >= min >>> 0 && hpasid <= max >>> 0;
    if (isMeant && stateOf(words[at.pasid + hpasid] as number) !== freePending) letGo(words, at, hpasid);
    hpasid = following;
  }
  return 0;
}
