/** The names by which guests call host PASIDs (SPIDs): a map for each VM, kept in both directions. */
import type { Gpasid, Hpasid, Vm } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import type { Effect } from '../plan.ts';

/** The VM that has a host PASID, or null. */
export function ownerOf({ state }: Host, hpasid: Hpasid): Vm | null {
  const { set } = state.ioasid.at(hpasid);
  return set === null ? null : state.ioasidSet.at(set).token;
}

/** Whether a host PASID has a name. */
export const isNamed = ({ state }: Host, hpasid: Hpasid): boolean => state.guestToHost.some('hpasid', hpasid);

/** The host PASID that a VM calls by this name, or null. */
export const namedBy = ({ state }: Host, vm: Vm, spid: Gpasid): Hpasid | null => state.guestToHost.at(vm, spid).hpasid;

/** A host PASID has no name any more. */
export const forgetName =
  (hpasid: Hpasid): Effect =>
  ({ state }) => {
    state.guestToHost.replace('hpasid', hpasid, null);
    return null;
  };
