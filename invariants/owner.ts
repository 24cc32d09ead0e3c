/** Whose a host PASID is. Not which devices carry it, and not who had it before. */
import type { Hpasid, Vm } from '../spec/sorts.ts';
import type { HostState } from '../spec/state.ts';

/** The VM in whose set the host PASID is; null if it is in none, or in one without a VM. */
export function ownerOf(state: HostState, hpasid: Hpasid): Vm | null {
  const { set } = state.ioasid.at(hpasid);
  return set === null ? null : state.ioasidSet.at(set).token;
}

/** The VM that owns the host PASID, if that is bound somewhere. */
export const binderOf = (state: HostState, hpasid: Hpasid): Vm | null =>
  state.ioasid.at(hpasid).state === 'active' ? ownerOf(state, hpasid) : null;
