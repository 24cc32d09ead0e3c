import type { Command } from '../../spec/commands.ts';
import type { Prq } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Topology } from '../../spec/topology.ts';
import type { Step, StepCase, StepInvariant } from '../invariant.ts';
import { type Group, groupsOf } from './groups.ts';

/** Whether the message that a step was about can be of this PASID, as far as the command or the queue says. */
type IsAbout = (group: Group, step: Step) => boolean;

/** What the thread takes, which is also what a clearing of an overflow is about: everything. */
const byThread =
  (topology: Topology, prq: Prq): IsAbout =>
  ({ row }, { before }) => {
    const { head } = before.prq.at(prq);
    return head === null || topology.slots.some((slot) => slot === head && before.prqSlot.some('pasid', row, slot));
  };

function aboutOf(topology: Topology, prq: Prq, command: Command): IsAbout | null {
  switch (command.kind) {
    case 'page_request':
    case 'page_request_message':
      return ({ row }) => command.pasid === row;
    case 'prq_event_thread':
      return byThread(topology, prq);
    default:
      return null;
  }
}

function groupCase(prq: Prq, group: Group, isAbout: IsAbout): StepCase {
  const { device, row, grpid } = group;
  return (step, tally) => {
    const { partial } = step.before.prqGroup.at(prq, device, row, grpid);
    if (partial === 'none' || isAbout(group, step)) return null;
    tally.antecedent++;
    const isSame = step.after.prqGroup.at(prq, device, row, grpid).partial === partial;
    return isSame ? null : `a page of d${device} at row ${row} was joined to a group of another PASID`;
  };
}

export const groupsStayApart: StepInvariant = {
  id: 'page-request/groups-stay-apart',
  of: 'step',
  property: 'P7',
  sentence: 'A message changes nothing of what is kept for groups of other PASIDs than its own.',
  sources: [sources.iopfQueue, sources.partialKey],
  catches: ['fault/partials-across-pasids'],
  cases: (topology, command) =>
    topology.prqs.flatMap((prq) => {
      const isAbout = aboutOf(topology, prq, command);
      return isAbout === null ? [] : groupsOf(topology).map((group) => groupCase(prq, group, isAbout));
    }),
};
