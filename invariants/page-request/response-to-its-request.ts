import { member } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StepInvariant } from '../invariant.ts';

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
  broken: ({ topology, command, answer, before, after, changed }, tally) => {
    if (command.kind !== 'page_response') return null;
    tally.antecedent += answer < 0 ? 0 : 1;
    if (!changed) return null;
    const named = before.deviceFd.at(command.fd).device;
    const pasid = member('row', topology.sizes.row, command.pasid);
    for (const device of topology.devices) {
      for (const row of topology.rows) {
        for (const grpid of topology.grpids) {
          const was = before.pageRequest.at(device, row, grpid);
          if (!was.outstanding || after.pageRequest.at(device, row, grpid).outstanding) continue;
          const isNamed = device === named && row === pasid && grpid === command.grpid;
          if (!isNamed) return `d${device} got a response for row ${row}, index ${grpid}, which was not named`;
          if (!was.pending) return `d${device} got a response for row ${row}, index ${grpid}, which was not pending`;
        }
      }
    }
    return null;
  },
};
