/** Entries that translate by the second level alone, that of an auxiliary domain. */
import type { AuxDomain, Device, Did, Hpasid, Row } from '../../spec/sorts.ts';
import type { Host } from '../host.ts';

/** There is one table of them. */
export const auxTable = 1 as AuxDomain;

/** Enters the auxiliary domain of a device at a host PASID. */
export function enter({ state, topology }: Host, device: Device, hpasid: Hpasid): void {
  state.secondLevelEntry.at(auxTable, device, hpasid as number as Row).did = topology.domainIdOf(device);
}

/** Takes the entry away, and gives the domain id that it held. */
export function takeAway({ state }: Host, device: Device, hpasid: Hpasid): Did | null {
  const entry = state.secondLevelEntry.at(auxTable, device, hpasid as number as Row);
  const { did } = entry;
  entry.did = null;
  return did;
}

/** The domain id of such an entry; null if there is none. */
export const secondLevelDid = ({ state, topology }: Host, device: Device, row: Row): Did | null =>
  topology.auxDomains.length === 0 ? null : state.secondLevelEntry.at(auxTable, device, row).did;
