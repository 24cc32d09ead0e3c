/** Auxiliary domains, which are entered at a default PASID while they are attached. */
import type { Device, Hpasid, Row } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';
import { put } from '../ioasid/lifecycle.ts';
import { flushAfterTearDown } from './caches.ts';
import { auxTable, takeAway } from './second-level-entry.ts';

/** The record of a device's auxiliary domain. */
export const auxDomainOf = ({ state }: Host, device: Device) => state.defaultPasid.at(auxTable, device);

/** Whether a host PASID is the default PASID of an auxiliary domain. */
export const isDefault = ({ state }: Host, hpasid: Hpasid): boolean => state.defaultPasid.some('hpasid', hpasid);

/** Detaches it: the entry goes, with it what is cached of it, and the driver's reference on its default PASID. */
export function detach(host: Host, device: Device, hpasid: Hpasid): void {
  auxDomainOf(host, device).hpasid = null;
  if (host.policy.auxDetach === 'tears-down') {
    const did = takeAway(host, device, hpasid);
    flushAfterTearDown(host, device, hpasid as number as Row, did);
  }
  put(hpasid)(host);
}

/** Detaches whatever has this default PASID. */
export function detachFrom(host: Host, hpasid: Hpasid): void {
  for (const device of host.topology.devices) {
    if (auxDomainOf(host, device).hpasid === hpasid) detach(host, device, hpasid);
  }
}
