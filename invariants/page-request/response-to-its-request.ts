import type { Fd } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import { countSuccess, type StepCase, type StepInvariant } from '../invariant.ts';
import { ended, type Group, groupsOf } from './groups.ts';

/** @param fd the file by which the group was named, if the command named one of this row and index; else null. */
function groupCase(group: Group, fd: Fd | null): StepCase {
  const { device, row, grpid } = group;
  return (step) => {
    if (!step.changed || !ended(group, step)) return null;
    const isNamed = fd !== null && step.before.deviceFd.at(fd).device === device;
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
  property: 'P1, P2',
  sentence:
    'A response ends the waiting of the group it names, on the device of its file and while that is pending, and no other.',
  sources: [sources.responseOnDeviceFd, sources.pageResponse],
  catches: ['fault/response-to-other-device', 'fault/response-by-index-only'],
  cases: (topology, command) => {
    if (command.kind !== 'page_response') return [];
    const { fd, pasid, grpid } = command;
    const isNamed = (group: Group) => group.row === pasid && group.grpid === grpid;
    return [countSuccess, ...groupsOf(topology).map((group) => groupCase(group, isNamed(group) ? fd : null))];
  },
};
