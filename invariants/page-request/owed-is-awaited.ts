/** What the host has of a group for which its device must be waiting. Not what the device is then answered. */
import type { Prq, Slot } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { HostState } from '../../spec/state.ts';
import type { StateCase, StateInvariant } from '../invariant.ts';
import { type Group, groupsOf } from './groups.ts';

const waits = (state: HostState, { device, row, grpid }: Group): boolean =>
  state.pageRequest.at(device, row, grpid).outstanding;

/** Of what was reported. */
const pendingCase =
  (group: Group): StateCase =>
  ({ state }, tally) => {
    const { device, row, grpid } = group;
    if (!state.pageRequest.at(device, row, grpid).pending) return null;
    tally.antecedent++;
    return waits(state, group) ? null : `a response is owed to d${device} at row ${row}, which does not wait for one`;
  };

/** Of what is to be reported or answered yet. */
const queuedCase =
  (group: Group, slot: Slot): StateCase =>
  ({ state }) => {
    const { device, pasid, grpid, page } = state.prqSlot.at(slot);
    if (page !== 'last' && page !== 'private') return null;
    if (device !== group.device || pasid !== group.row || grpid !== group.grpid || waits(state, group)) return null;
    return `slot${slot} has a request of d${device} at row ${pasid}, which does not wait for a response`;
  };

/** Of what a response is to bring back. */
const dataCase =
  (group: Group, prq: Prq): StateCase =>
  ({ state }) => {
    const { device, row, grpid } = group;
    if (!state.prqGroup.at(prq, device, row, grpid).privateData || waits(state, group)) return null;
    return `there is private data for d${device} at row ${row}, which does not wait for a response`;
  };

/** Judged by what the device knows: hardware has no word for a request that was none. */
export const owedIsAwaited: StateInvariant = {
  id: 'page-request/owed-is-awaited',
  of: 'state',
  property: 'P8',
  sentence:
    'The host owes a response, or has a last page in its queue or private data to return, only of a group for which its device waits; a stop marker asks for none.',
  sources: [sources.prqStopMarker, sources.pciePageRequest],
  catches: ['fault/stop-marker-delivered'],
  cases: (topology) =>
    groupsOf(topology).flatMap((group) => [
      pendingCase(group),
      ...topology.slots.map((slot) => queuedCase(group, slot)),
      ...topology.prqs.map((prq) => dataCase(group, prq)),
    ]),
};
