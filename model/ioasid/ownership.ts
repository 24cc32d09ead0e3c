/** Who owns a host PASID: the process whose token its set has; the kernel owns sets of type NULL. */
import { kernelActor } from '../../spec/arguments.ts';
import type { Policy } from '../../spec/designs/design.ts';
import { type Hpasid, member, type SetId } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';

/** Whether `actor` (a VM, or the kernel) has this set. */
export function hasSet({ state }: Host, actor: number, set: SetId): boolean {
  const { type, token } = state.ioasidSet.at(set);
  return actor === kernelActor ? type === 'NULL' : type === 'MM' && token === actor;
}

/** Whether a set holds a host PASID, in whatever state. */
export function isMember({ state }: Host, set: SetId, hpasid: Hpasid): boolean {
  const ioasid = state.ioasid.at(hpasid);
  return ioasid.state !== 'free' && ioasid.set === set;
}

/** The host PASIDs that a set holds, in whatever state. */
export const membersOf = ({ state }: Host, set: SetId): readonly Hpasid[] =>
  state.ioasid.inUse('set').filter((hpasid) => state.ioasid.some('set', set, hpasid));

/**
 * The host PASID that a number from `actor` names, if it is allocated and `actor` may use it; else null. One answer
 * for "not allocated" and "not yours", so that nobody learns of PASIDs that are not his.
 *
 * @param ownership whether only the owner may use it, a matter of the design.
 */
export function ownPasid(host: Host, actor: number, value: number, ownership: Policy['ownership']): Hpasid | null {
  const hpasid = member('hpasid', host.topology.sizes.hpasid, value);
  if (hpasid === null) return null;
  const { state, set } = host.state.ioasid.at(hpasid);
  if (state === 'free') return null;
  if (ownership === 'unchecked') return hpasid;
  return set !== null && hasSet(host, actor, set) ? hpasid : null;
}
