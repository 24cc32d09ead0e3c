/**
 * What the IOMMU driver does for one device: it enters a guest page directory under a host PASID, in its own record
 * and in the PASID table that hardware walks, and takes it out again; then it flushes what hardware has cached of it.
 */
import { pasidLimit } from '../../spec/arguments.ts';
import type { Errno } from '../../spec/errno.ts';
import { type Device, type Gpasid, type Hpasid, member, type Pgd, type Row, type Vm } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { activate, deactivate, isBound, notifyBind, notifyUnbind } from '../ioasid/lifecycle.ts';
import { attachOfDriver, detachOfDriver, ofDriver } from '../ioasid/private-data.ts';
import { drain } from '../page-request/wire.ts';
import type { Effect } from '../plan.ts';
import { typeOf } from '../vfio/attachment.ts';
import { isWithinSecondStage } from '../vfio/second-stage.ts';
import { hasMemoryType, hasUnknownFlag, isOtherFormat, isTooWide, isUnserved, type WalkData } from './bind-data.ts';
import { countUser, dropUser } from './binding-users.ts';
import { flushAfterTearDown } from './caches.ts';

/** A bind as the driver is handed it: numbers that nobody need have checked. */
export interface BindData extends WalkData {
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

/** Whether the record that is left with a host PASID is not the driver's: to the driver, one with no device in its list. */
export const hasForeignData = ({ state }: Host, hpasid: Hpasid): boolean => {
  const { data } = state.ioasid.at(hpasid);
  return data !== null && data !== ofDriver;
};

/** What the driver answers when it is asked whether this device can bind; the order is the driver's own. */
export function bindRefusal(host: Host, device: Device, data: BindData): Errno | null {
  const { topology, state, policy } = host;
  if (isOtherFormat(data) || hasUnknownFlag(data) || topology.isNarrow(device)) return 'EINVAL';
  const hpasid = allocated(host, data.hpasid);
  if (typeof hpasid === 'string') return hpasid;
  if (hasForeignData(host, hpasid)) return 'EINVAL';
  if (policy.rebind === 'refused' && !state.binding.some('pgd', null, hpasid, device)) return 'EBUSY';
  if (state.device.at(device).failsBind) return 'ENOMEM';
  const container = topology.containerOf(device);
  if (policy.nesting !== 'unchecked' && typeOf(host, container) !== 'nesting') return 'EINVAL';
  if (isTooWide(topology, data) || !isWithinSecondStage(host, container, data.gpgd)) return 'EINVAL';
  return isUnserved(topology, data) || hasMemoryType(data) ? 'EINVAL' : null;
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
    const entry = state.pasidEntry.at(device, row);
    entry.pgd = data.gpgd;
    entry.did = topology.domainIdOf(device);
    entry.slpt = topology.secondLevelOf(
      policy.secondLevel === 'of-domain' ? entry.did : topology.primaryDomainIdOf(device),
    );
    countUser(host, hpasid, device);
    attachOfDriver(hpasid)(host);
    const isFirst = state.ioasid.at(hpasid).state === 'idle';
    const isNew = gpasid !== null && state.guestToHost.at(data.vm, gpasid).hpasid !== hpasid;
    if (gpasid !== null) nameHpasid(data.vm, gpasid, hpasid)(host);
    activate(hpasid)(host);
    return isFirst && isNew ? notifyBind(hpasid, data.vm, gpasid)(host) : null;
  };

/** The guest calls a host PASID by this name; a design may ignore that the name is given already. */
const nameHpasid =
  (vm: Vm, gpasid: Gpasid, hpasid: Hpasid): Effect =>
  ({ state, policy }) => {
    const row = state.guestToHost.at(vm, gpasid);
    if (policy.agreement !== 'name-error-ignored' || row.hpasid === null) row.hpasid = hpasid;
    return null;
  };

/** Clears an entry, if there is one, and flushes what is cached of it. */
export function clearEntry(host: Host, device: Device, row: Row): void {
  const entry = host.state.pasidEntry.at(device, row);
  const { did } = entry;
  if (host.policy.tearDown === 'entry-and-binding') {
    entry.pgd = null;
    entry.did = null;
    entry.slpt = null;
  }
  flushAfterTearDown(host, device, row, did);
}

/**
 * Takes a host PASID out of one device: clears the entry, flushes what is cached of it, drains what the device still
 * asks, forgets the binding; unless the driver counts another user of it.
 */
export const unbindDevice =
  (device: Device, hpasid: Hpasid): Effect =>
  (host) => {
    if (host.policy.driverUnbind === 'may-fail' && host.state.device.at(device).failsBind) return 'ENOMEM';
    if (!dropUser(host, hpasid, device)) return null;
    const row = rowOf(hpasid);
    const isOver = host.policy.drain === 'of-present-entry' && host.state.pasidEntry.at(device, row).pgd === null;
    clearEntry(host, device, row);
    if (!isOver) drain(host, device, row);
    host.state.binding.at(hpasid, device).pgd = null;
    return null;
  };

/** Once no device is bound any more, ends the guest's name for a host PASID and drops the driver's reference. */
export const releaseIfUnbound =
  (hpasid: Hpasid): Effect =>
  (host) => {
    if (isBound(host, hpasid)) return null;
    // A name that was given without a bind does not go with an unbind of nothing.
    const staysNamed = host.topology.plays('ioasid_attach_spid') && host.state.ioasid.at(hpasid).state === 'idle';
    if (!staysNamed) {
      notifyUnbind(hpasid)(host);
      host.state.guestToHost.replace('hpasid', hpasid, null);
    }
    host.state.ioasid.at(hpasid).formerSet = null;
    for (const mm of host.topology.mms) host.state.inheritedBinding.at(mm, hpasid).inherited = false;
    detachOfDriver(hpasid)(host);
    return deactivate(hpasid)(host);
  };

/** Takes a host PASID out of one device, and releases it if it was the last. */
export const unbindAndRelease =
  (device: Device, hpasid: Hpasid): Effect =>
  (host) =>
    unbindDevice(device, hpasid)(host) ?? releaseIfUnbound(hpasid)(host);

/** Undoes, on one device, a bind that failed, whatever was bound there; the driver does nothing for no PASID. */
export const undoBind =
  (device: Device, value: number): Effect =>
  (host) => {
    const hpasid = allocated(host, value);
    if (typeof hpasid === 'string') return hpasid;
    return unbindAndRelease(device, hpasid)(host);
  };
