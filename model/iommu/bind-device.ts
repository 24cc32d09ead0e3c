/**
 * What the IOMMU driver does for one device: it enters a guest page directory under a host PASID, in its own record
 * and in the PASID table that hardware walks, and takes it out again. Not here: caches, which are always flushed.
 */
import { pasidLimit } from '../../spec/arguments.ts';
import type { Errno } from '../../spec/errno.ts';
import { type Device, type Hpasid, member, type Pgd, type Row, type Vm } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { activate, deactivate } from '../ioasid/lifecycle.ts';
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

/** What the driver answers when it is asked whether this device can bind; the order is the driver's own. */
function refusal({ topology, state }: Host, device: Device, { hpasid: value }: BindData): Errno | null {
  if (value === 0 || value >= pasidLimit) return 'EINVAL';
  const hpasid = member('hpasid', topology.sizes.hpasid, value);
  if (hpasid === null || state.ioasid.at(hpasid).state === 'free') return 'ENOENT';
  if (state.binding.at(hpasid, device).pgd !== null) return 'EBUSY';
  if (state.device.at(device).failsBind) return 'ENOMEM';
  const container = topology.containerOf(device);
  return container !== null && topology.isNesting(container) ? null : 'EINVAL';
}

/**
 * Binds one device, or fails without effect. The entry is written at the row of the host PASID, never of the guest's;
 * the guest PASID is only remembered beside it.
 */
export const bindDevice =
  (device: Device, data: BindData): Effect =>
  (host) => {
    const { state, topology, policy } = host;
    const errno = refusal(host, device, data);
    if (errno !== null) return errno;
    const hpasid = data.hpasid as Hpasid;
    const gpasid = data.gpasid === null ? null : member('gpasid', topology.sizes.gpasid, data.gpasid);
    state.binding.at(hpasid, device).pgd = data.gpgd;
    const row = policy.entryRow === 'gpasid' && gpasid !== null ? (gpasid as number as Row) : rowOf(hpasid);
    state.pasidEntry.at(device, row).pgd = data.gpgd;
    if (gpasid !== null) state.guestToHost.at(data.vm, gpasid).hpasid = hpasid;
    return activate(hpasid)(host);
  };

/**
 * Takes a host PASID out of one device: clears the entry, drains what the device still asks, forgets the binding; the
 * last one also ends the guest's name for it. A device that is not bound is left alone. It cannot fail.
 */
export const unbindDevice =
  (device: Device, hpasid: Hpasid): Effect =>
  (host) => {
    const { state } = host;
    const bound = state.binding.at(hpasid, device);
    if (bound.pgd === null) return null;
    state.pasidEntry.at(device, rowOf(hpasid)).pgd = null;
    drain(host, device, rowOf(hpasid));
    bound.pgd = null;
    if (isBound(host, hpasid)) return null;
    state.guestToHost.replace('hpasid', hpasid, null);
    return deactivate(hpasid)(host);
  };

/** Whether any device is bound to a host PASID. */
export function isBound({ state, topology }: Host, hpasid: Hpasid): boolean {
  return state.binding.count('pgd', null, hpasid) < topology.devices.length;
}
