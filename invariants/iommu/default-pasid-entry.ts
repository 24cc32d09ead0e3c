/** An auxiliary domain translates at its default PASID, which is the host's, and at no other. */
import type { AuxDomain, Device, Hpasid, Row } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import { hostSet } from '../../spec/state.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

const rowCase =
  (table: AuxDomain, device: Device, row: Row): StateCase =>
  ({ topology, state }, tally) => {
    const { did } = state.secondLevelEntry.at(table, device, row);
    const { hpasid } = state.defaultPasid.at(table, device);
    const isDefault = (hpasid as number | null) === row;
    if (did === null && !isDefault) return null;
    tally.antecedent++;
    if (!isDefault)
      return `row ${row} of d${device} translates for its auxiliary domain, whose default PASID it is not`;
    return did === topology.domainIdOf(device)
      ? null
      : `the auxiliary domain of d${device} is not at its default PASID`;
  };

const pasidCase =
  (table: AuxDomain, device: Device, hpasid: Hpasid): StateCase =>
  ({ state }) => {
    if (state.defaultPasid.at(table, device).hpasid !== hpasid) return null;
    const { state: life, set } = state.ioasid.at(hpasid);
    if (life === 'free' || set !== hostSet) return `p${hpasid}, the default PASID of d${device}, is not the host's`;
    return state.binding.every('pgd', [null], hpasid) ? null : `p${hpasid}, the default PASID of d${device}, is bound`;
  };

export const defaultPasidEntry: StateInvariant = {
  id: 'iommu/default-pasid-entry',
  of: 'state',
  property: 'B5, A5',
  sentence:
    "A device's auxiliary domain is entered exactly at its default PASID, which is allocated in the host's own set and bound for no guest.",
  sources: [sources.vtdAuxDomain, sources.defaultPasid],
  catches: ['fault/default-pasid-of-guest', 'fault/default-entry-kept'],
  cases: ({ auxDomains, devices, rows, hpasids }) =>
    auxDomains.flatMap((table) =>
      devices.flatMap((device) => [
        ...rows.map((row) => rowCase(table, device, row)),
        ...hpasids.map((hpasid) => pasidCase(table, device, hpasid)),
      ]),
    ),
};
