/** The VDCM, which composes mediated devices: what it looks up, and the registers that it fills and clears. */

import type { User } from '../../spec/sorts.ts';
import { type Gpasid, type Hpasid, type Mdev, member, type Row, users } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { getForUser, putForUser } from '../ioasid/lifecycle.ts';
import { ownPasid } from '../ioasid/ownership.ts';
import type { Effect } from '../plan.ts';

const vdcm = users.vdcm as User;

/** The host PASID in use that has a number for the guest: by the map of the set, or the number itself. */
export function foundBy(host: Host, mdev: Mdev, value: number): Hpasid | null {
  const { state, topology } = host;
  const vm = topology.vmOfMdev(mdev);
  const gpasid = member('gpasid', topology.sizes.gpasid, value);
  const isIdentity = topology.pasidSpaceOf(vm) === 'identity';
  const named = isIdentity ? value : gpasid === null ? null : state.guestToHost.at(vm, gpasid as Gpasid).hpasid;
  const hpasid = named === null ? null : ownPasid(host, vm, named, 'own-set');
  return hpasid === null || state.ioasid.at(hpasid).state === 'free_pending' ? null : hpasid;
}

/** Fills the register of a device that a guest has written to; the VDCM holds one reference for all registers. */
export function fill(host: Host, mdev: Mdev, value: number, hpasid: Hpasid): void {
  const { state, policy } = host;
  state.mdevRegister.at(mdev).number = (policy.vdcmTranslation === 'hpasid' ? hpasid : value) as Row;
  if (policy.vdcmReference === 'held' && !state.ioasidUser.at(hpasid, vdcm).holds) getForUser(hpasid, vdcm)(host);
}

/** Drops the VDCM's reference, once no register holds the host PASID. */
function putIfUnused(host: Host, hpasid: Hpasid): void {
  const { state } = host;
  if (state.mdevRegister.some('number', hpasid as number as Row)) return;
  if (state.ioasidUser.at(hpasid, vdcm).holds) putForUser(hpasid, vdcm)(host);
}

/** Whether the VDCM was told of a free, and has yet to put. */
export const isTold = ({ state }: Host, hpasid: Hpasid): boolean => state.ioasidUser.at(hpasid, vdcm).notified;

/** Clears the register of a device. */
export const clearRegister =
  (mdev: Mdev): Effect =>
  (host) => {
    const register = host.state.mdevRegister.at(mdev);
    if (register.number === null) return null;
    const hpasid = member('hpasid', host.topology.sizes.hpasid, register.number);
    register.number = null;
    if (hpasid !== null) putIfUnused(host, hpasid);
    return null;
  };
