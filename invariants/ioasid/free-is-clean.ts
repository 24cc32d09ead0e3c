import type { Device, Hpasid, Row } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Topology } from '../../spec/topology.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';
import { isQueued } from '../page-request/queued.ts';

/** Has what all cases of a host PASID have in common, that it is free, to count. */
const nameCase =
  (hpasid: Hpasid): StateCase =>
  ({ state }, tally) => {
    if (state.ioasid.at(hpasid).state !== 'free') return null;
    tally.antecedent++;
    if (state.ioasidUser.some('holds', true, hpasid)) return `p${hpasid} is free, but a user has a reference`;
    if (state.guestToHost.some('hpasid', hpasid)) return `p${hpasid} is free, but a gpasid stands for it`;
    const row = hpasid as number as Row;
    if (state.pasidTranslation.some('number', row)) return `p${hpasid} is free, but KVM translates to it`;
    return state.mdevRegister.some('number', row) ? `p${hpasid} is free, but a mediated device holds it` : null;
  };

function deviceCase(topology: Topology, hpasid: Hpasid, device: Device): StateCase {
  const row = hpasid as number as Row;
  return ({ state }) => {
    if (state.ioasid.at(hpasid).state !== 'free') return null;
    if (state.binding.at(hpasid, device).pgd !== null) return `p${hpasid} is free, but bound on d${device}`;
    if (state.pasidEntry.at(device, row).pgd !== null)
      return `p${hpasid} is free, but row ${row} of d${device} is present`;
    if (state.pageRequest.some('pending', true, device, row)) {
      return `p${hpasid} is free, but a page request of d${device} is pending`;
    }
    if (state.pageRequest.some('outstanding', true, device, row) && !isQueued(topology, state, device, row)) {
      return `p${hpasid} is free, but d${device} waits for a response`;
    }
    return null;
  };
}

function cacheCase(hpasid: Hpasid, device: Device): StateCase {
  const row = hpasid as number as Row;
  return ({ state }) => {
    if (state.ioasid.at(hpasid).state !== 'free') return null;
    const cached =
      state.cachedTag.some('pasidCache', true, device, row) ||
      state.cachedTag.some('iotlb', true, device, row) ||
      state.cachedTag.some('deviceTlb', true, device, row);
    return cached ? `p${hpasid} is free, but row ${row} of d${device} is cached` : null;
  };
}

/** What is free can be anyone's next: nothing of its former life may be left on any device or in any map. */
export const freeIsClean: StateInvariant = {
  id: 'ioasid/free-is-clean',
  of: 'state',
  property: 'A5',
  sentence:
    'A free host PASID has no PASID-table entry, nothing cached, no binding, no user, no guest name and no page request.',
  sources: [sources.ioasidDocument, sources.vfioPasidRequest],
  catches: ['vfio-v1', 'fault/free-leaves-bindings', 'fault/no-iotlb-flush', 'fault/free-not-idempotent'],
  cases: (topology) =>
    topology.hpasids.flatMap((hpasid) => [
      nameCase(hpasid),
      ...topology.devices.flatMap((device) => [deviceCase(topology, hpasid, device), cacheCase(hpasid, device)]),
    ]),
};
