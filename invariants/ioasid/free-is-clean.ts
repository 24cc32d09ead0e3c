import type { Device, Hpasid, Row } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

/** Has what all cases of a host PASID have in common, that it is free, to count. */
const nameCase =
  (hpasid: Hpasid): StateCase =>
  ({ state }, tally) => {
    if (state.ioasid.at(hpasid).state !== 'free') return null;
    tally.antecedent++;
    return state.guestToHost.some('hpasid', hpasid) ? `p${hpasid} is free, but a gpasid stands for it` : null;
  };

function deviceCase(hpasid: Hpasid, device: Device): StateCase {
  const row = hpasid as number as Row;
  return ({ state }) => {
    if (state.ioasid.at(hpasid).state !== 'free') return null;
    if (state.binding.at(hpasid, device).pgd !== null) return `p${hpasid} is free, but bound on d${device}`;
    if (state.pasidEntry.at(device, row).pgd !== null)
      return `p${hpasid} is free, but row ${row} of d${device} is present`;
    if (state.pageRequest.some('pending', true, device, row)) {
      return `p${hpasid} is free, but a page request of d${device} is pending`;
    }
    if (state.pageRequest.some('outstanding', true, device, row)) {
      return `p${hpasid} is free, but d${device} waits for a response`;
    }
    return null;
  };
}

/** What is free can be anyone's next: nothing of its former life may be left on any device or in any map. */
export const freeIsClean: StateInvariant = {
  id: 'ioasid/free-is-clean',
  of: 'state',
  property: 'A5',
  sentence: 'A free host PASID has no PASID-table entry, no binding, no guest name and no page request.',
  sources: [sources.ioasidDocument, sources.vfioPasidRequest],
  catches: ['vfio-v1', 'fault/free-leaves-bindings'],
  cases: (topology) =>
    topology.hpasids.flatMap((hpasid) => [
      nameCase(hpasid),
      ...topology.devices.map((device) => deviceCase(hpasid, device)),
    ]),
};
