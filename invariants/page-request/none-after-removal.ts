import type { Device, Prq } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Topology } from '../../spec/topology.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';

/** Of what was reported, to a handler that is no more or for a device that is no more. */
const pendingCase =
  (prq: Prq, device: Device): StateCase =>
  ({ state }, tally) => {
    const { gone, unhandled } = state.prqDevice.at(prq, device);
    if (!gone && !unhandled) return null;
    tally.antecedent++;
    return state.pageRequest.some('pending', true, device) ? `a request of d${device} is pending with nobody` : null;
  };

/** Of what may be reported yet. */
function laterCase({ slots }: Topology, prq: Prq, device: Device): StateCase {
  return ({ state }) => {
    if (!state.prqDevice.at(prq, device).gone) return null;
    if (slots.some((slot) => state.prqSlot.some('device', device, slot))) return `d${device} is gone, but in the queue`;
    const isKept = !state.prqGroup.every('partial', ['none'], prq, device);
    return isKept ? `d${device} is gone, but a page of it is kept` : null;
  };
}

export const noneAfterRemoval: StateInvariant = {
  id: 'page-request/none-after-removal',
  of: 'state',
  property: 'P10',
  sentence:
    'While a device is out of the queue or has no fault handler no request of it is pending; of one that is out of it, nothing is queued or kept either.',
  sources: [sources.iopfRemoveDevice, sources.prqDeviceLookup, sources.faultHandler],
  catches: ['fault/removal-leaves-requests', 'fault/unregister-while-pending'],
  cases: (topology) =>
    topology.prqs.flatMap((prq) =>
      topology.devices.flatMap((device) => [pendingCase(prq, device), laterCase(topology, prq, device)]),
    ),
};
