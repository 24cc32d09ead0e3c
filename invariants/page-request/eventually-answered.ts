import { responseCodes } from '../../spec/arguments.ts';
import { type Device, type Grpid, type Hpasid, printId, type Row } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { Topology } from '../../spec/topology.ts';
import { fairReclaim } from '../ioasid/eventually-reclaimed.ts';
import type { Fair, LeadsTo } from '../leads-to.ts';

/** The VM that holds the device goes on to answer the request, or to unbind its PASID there. */
const fairHolder = (topology: Topology, device: Device, row: Row, grpid: Grpid): Fair => ({
  who: 'user',
  includes: (command) => {
    if (command.kind === 'vfio_unbind_gpasid') {
      return command.container === topology.containerOf(device) && command.hpasid === row;
    }
    return (
      command.kind === 'page_response' &&
      topology.data.fds[command.fd - 1]?.device === device &&
      command.actor === topology.holderOf(device) &&
      command.pasid === row &&
      command.grpid === grpid &&
      command.code <= responseCodes.FAILURE
    );
  },
});

/**
 * There is no time-out: a request whose VM neither answers nor lets go stays pending. That is a limit of the interface
 * and not of this property, which therefore counts on the holder of the device; once the VM has freed the PASID, it
 * counts on the kernel alone.
 */
export const eventuallyAnswered: LeadsTo = {
  id: 'page-request/eventually-answered',
  of: 'run',
  property: 'L1',
  sentence:
    "Every pending page request is pending no more in the end, if its VM goes on to answer or to unbind, and the kernel's worker to reclaim.",
  sources: [sources.deviceFault, sources.pageResponse, sources.vtdDrain],
  catches: ['fault/double-response'],
  follows: {
    from: ['host/success-is-complete'],
    because: 'Whoever goes on to answer succeeds, and a response that succeeds leaves nothing pending.',
  },
  cases: (topology) =>
    topology.devices.flatMap((device) =>
      topology.rows.flatMap((row) =>
        topology.grpids.map((grpid) => ({
          about: `${printId('grpid', grpid)} of ${printId('device', device)} at row ${row}`,
          from: ({ pageRequest }) => pageRequest.at(device, row, grpid).pending,
          to: ({ pageRequest }) => !pageRequest.at(device, row, grpid).pending,
          fair: [fairHolder(topology, device, row, grpid), fairReclaim(row as number as Hpasid)],
        })),
      ),
    ),
};
