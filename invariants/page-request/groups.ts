/** The page request groups of a topology, one by one, and what a step did to one. Not whose they are. */
import type { Device, Grpid, Row } from '../../spec/sorts.ts';
import type { Topology } from '../../spec/topology.ts';
import type { Step } from '../invariant.ts';

/** A page request group as hardware knows it: by the device, the raw PASID and the index. */
export interface Group {
  readonly device: Device;
  readonly row: Row;
  readonly grpid: Grpid;
}

export const groupsOf = ({ devices, rows, grpids }: Topology): readonly Group[] =>
  devices.flatMap((device) => rows.flatMap((row) => grpids.map((grpid) => ({ device, row, grpid }))));

/** Whether the device waited for a response to the group before the step, and does not after it. */
export const ended = ({ device, row, grpid }: Group, { before, after }: Step): boolean =>
  before.pageRequest.at(device, row, grpid).outstanding && !after.pageRequest.at(device, row, grpid).outstanding;
