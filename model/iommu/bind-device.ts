/**
 * What the IOMMU driver does for one device: it enters a guest page directory under a host PASID, in its own record
 * and in the PASID table that hardware walks, and takes it out again. Not here: caches, which are always flushed.
 */
import { pasidLimit } from '../../spec/arguments.ts';
import type { Errno } from '../../spec/errno.ts';
import { type Device, type Hpasid, member, type Pgd, type Row, type Vm } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { activate, deactivate, isBound } from '../ioasid/lifecycle.ts';
import { drain } from '../page-request/wire.ts';
import type { Effect } from '../plan.ts';

/** A bind as the driver is handed it: numbers that nobody need have checked. */
export interface BindData {
  readonly vm: Vm;
  readonly hpasid: number;
  readonly gpasid: number | null;
  readonly gpgd: Pgd;
}

/** The row of the PASID table that a host PASID indexes: the same number. */
const rowOf = (hpasid: Hpasid): Row => hpasid as number as Row;

/** The host PASID that a number handed to the driver means, or the errno with which the driver refuses it. */
function allocated({ topology, state }: Host, value: number): Hpasid | Errno {
  if (value === 0 || value >= pasidLimit) return 'EINVAL';
  const hpasid = member('hpasid', topology.sizes.hpasid, value);
  return hpasid === null || state.ioasid.at(hpasid).state === 'free' ? 'ENOENT' : hpasid;
}

/** What the driver answers when it is asked whether this device can bind; the order is the driver's own. */
function bindRefusal(host: Host, device: Device, { hpasid: value }: BindData): Errno | null {
  const { topology, state } = host;
  const hpasid = allocated(host, value);
  if (typeof hpasid === 'string') return hpasid;
  if (!state.binding.some('pgd', null, hpasid, device)) return 'EBUSY';
  if (state.device.at(device).failsBind) return 'ENOMEM';
  return topology.isNesting(topology.containerOf(device)) ? null : 'EINVAL';
}

/**
 * Binds one device, or fails without effect. The entry is written at the row of the host PASID, never of the guest's;
 * the guest PASID is only remembered beside it.
 */
export const bindDevice =
  (device: Device, data: BindData): Effect =>
  (host) => {
    const { state, topology, policy } = host;
    const errno = bindRefusal(host, device, data);
    if (errno !== null) return errno;
    const hpasid = data.hpasid as Hpasid;
    const gpasid = data.gpasid === null ? null : member('gpasid', topology.sizes.gpasid, data.gpasid);
    state.binding.at(hpasid, device).pgd = data.gpgd;
    const row = policy.entryRow === 'gpasid' && gpasid !== null ? (gpasid as number as Row) : rowOf(hpasid);
    state.pasidEntry.at(device, row).pgd = data.gpgd;
    if (gpasid !== null) state.guestToHost.at(data.vm, gpasid).hpasid = hpasid;
    return activate(hpasid)(host);
  };

/** Takes a host PASID out of one device: clears the entry, drains what the device still asks, forgets the binding. */
export const unbindDevice =
  (device: Device, hpasid: Hpasid): Effect =>
  (host) => {
    host.state.pasidEntry.at(device, rowOf(hpasid)).pgd = null;
    drain(host, device, rowOf(hpasid));
    host.state.binding.at(hpasid, device).pgd = null;
    return null;
  };

/** Once no device is bound any more, ends the guest's name for a host PASID and drops the driver's reference. */
export const releaseIfUnbound =
  (hpasid: Hpasid): Effect =>
  (host) => {
    if (isBound(host, hpasid)) return null;
    host.state.guestToHost.replace('hpasid', hpasid, null);
    host.state.ioasid.at(hpasid).formerSet = null;
    return deactivate(hpasid)(host);
  };

/** Undoes, on one device, a bind that failed, whatever was bound there; the driver does nothing for no PASID. */
export const undoBind =
  (device: Device, value: number): Effect =>
  (host) => {
    const hpasid = allocated(host, value);
    if (typeof hpasid === 'string') return hpasid;
    unbindDevice(device, hpasid)(host);
    return releaseIfUnbound(hpasid)(host);
  };
