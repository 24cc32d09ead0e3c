import { member } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { HostState } from '../../spec/state.ts';
import { pageForms, pageModes, type Topology } from '../../spec/topology.ts';
import type { Step, StepCase, StepInvariant } from '../invariant.ts';
import { type Group, groupsOf } from './groups.ts';

/** Whether a step is about a message in no ordinary mode, of this group. */
type IsAbout = (step: Step) => boolean;

/** Either way in which a message of a group can come to be served: it is reported, or kept. */
function groupCases(topology: Topology, { device, row, grpid }: Group, isAbout: IsAbout): readonly StepCase[] {
  const isServed: readonly ((after: HostState) => boolean)[] = [
    ({ pageRequest }) => pageRequest.at(device, row, grpid).pending,
    ...topology.prqs.map(
      (prq) =>
        ({ prqGroup }: HostState) =>
          prqGroup.some('partial', 'kept', prq, device, row, grpid),
    ),
  ];
  return isServed.map((served) => (step, tally) => {
    if (!isAbout(step)) return null;
    tally.antecedent++;
    return served(step.after) ? `a page of d${device} at row ${row} is served, whatever its mode` : null;
  });
}

/** The groups of which the oldest descriptor in the queue may be. */
const byThread =
  (topology: Topology, { device, row, grpid }: Group): IsAbout =>
  ({ before }) =>
    topology.slots.some(
      (slot) =>
        before.prq.some('head', slot) &&
        !before.prqSlot.every('mode', ['ordinary'], slot) &&
        before.prqSlot.every('page', ['last', 'not-last'], slot) &&
        before.prqSlot.some('device', device, slot) &&
        before.prqSlot.some('pasid', row, slot) &&
        before.prqSlot.some('grpid', grpid, slot),
    );

export const modesServed: StepInvariant = {
  id: 'page-request/modes-served',
  of: 'step',
  property: 'P11',
  sentence:
    'A request to execute, in privileged mode or with an address that is not canonical is never reported, nor kept for its group.',
  sources: [sources.prqModes, sources.prqThread],
  catches: ['fault/modes-unchecked'],
  cases: (topology, command) => {
    if (command.kind === 'prq_event_thread') {
      return groupsOf(topology).flatMap((group) => groupCases(topology, group, byThread(topology, group)));
    }
    if (command.kind !== 'page_request_message' || topology.slots.length > 0) return [];
    const { actor: device, grpid, page, mode } = command;
    const row = member('row', topology.sizes.row, command.pasid);
    if (row === null || pageModes[mode] === 'ordinary' || pageForms[page] === 'stop-marker') return [];
    return groupCases(topology, { device, row, grpid: grpid }, ({ answer }) => answer === 0);
  },
};
