import type { Command } from '../../spec/commands.ts';
import { type Fd, member } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Topology } from '../../spec/topology.ts';
import { countSuccess, type Step, type StepCase, type StepInvariant } from '../invariant.ts';
import { ended, type Group, groupsOf } from './groups.ts';

/** Whether a response names the row of a group, by its host PASID or by the gpasid that stands for it. */
type NamesRow = (group: Group, step: Step) => boolean;

interface Response {
  readonly fd: Fd;
  readonly grpid: number;
  readonly namesRow: NamesRow;
}

function responseOf({ sizes }: Topology, command: Command): Response | null {
  if (command.kind === 'page_response') {
    return { fd: command.fd, grpid: command.grpid, namesRow: ({ row }) => command.pasid === row };
  }
  if (command.kind !== 'guest_page_response') return null;
  const { actor, fd, grpid } = command;
  const gpasid = member('gpasid', sizes.gpasid, command.gpasid);
  const namesRow: NamesRow = ({ row }, { before }) =>
    gpasid !== null && (before.guestToHost.at(actor, gpasid).hpasid as number | null) === row;
  return { fd, grpid, namesRow };
}

function groupCase(group: Group, { fd, grpid: index, namesRow }: Response): StepCase {
  const { device, row, grpid } = group;
  return (step) => {
    if (!step.changed || !ended(group, step)) return null;
    const isNamed = index === grpid && namesRow(group, step) && step.before.deviceFd.at(fd).device === device;
    if (!isNamed) return `d${device} got a response for row ${row}, index ${grpid}, which was not named`;
    if (step.before.pageRequest.at(device, row, grpid).pending) return null;
    return `d${device} got a response for row ${row}, index ${grpid}, which was not pending`;
  };
}

/** Judged by what reached the devices: whose waiting ended, and whether it was the request that the caller named. */
export const responseToItsRequest: StepInvariant = {
  id: 'page-request/response-to-its-request',
  of: 'step',
  ofRefusals: true,
  property: 'P1, P2, P6, G7',
  sentence:
    'A response ends the waiting of the group it names, on the device of its file and while that is pending, and no other; a guest names it by its own PASID.',
  sources: [sources.responseOnDeviceFd, sources.pageResponse, sources.gpasidMapping],
  catches: [
    'fault/response-to-other-device',
    'fault/response-by-index-only',
    'fault/response-without-pasid',
    'fault/response-to-stream',
    'fault/gpasid-in-response',
  ],
  cases: (topology, command) => {
    const response = responseOf(topology, command);
    return response === null ? [] : [countSuccess, ...groupsOf(topology).map((group) => groupCase(group, response))];
  },
};
