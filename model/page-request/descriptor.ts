/** What the queue holds of a page request message: who asks, by which numbers, and how. */
import { type Device, type Grpid, member, type Row } from '../../spec/sorts.ts';
import type { PageForm, PageMode } from '../../spec/topology.ts';
import type { Host, Stationary } from '../host.ts';

export interface Descriptor {
  readonly device: Device;
  /** The row of the device's PASID table; null without a PASID, or if the table has no such row. */
  readonly row: Row | null;
  readonly grpid: Grpid;
  readonly page: PageForm;
  readonly mode: PageMode;
}

/** Whether a message ends its group, and asks for the response to it. */
export const isLast = (page: PageForm): boolean => page === 'last' || page === 'private';

/** The arguments by which every message is sent. */
interface Sent {
  readonly actor: Device;
  readonly pasid: number;
  readonly grpid: Grpid;
}

export const descriptorOf = (
  { topology }: Stationary,
  { actor, pasid, grpid }: Sent,
  page: PageForm,
  mode: PageMode = 'ordinary',
): Descriptor => ({ device: actor, row: member('row', topology.sizes.row, pasid), grpid, page, mode });

/** Whether the device waits for a response to the group of a message. What has no row is not kept account of. */
export const isOutstanding = ({ state, policy }: Host, { device, row, grpid }: Descriptor): boolean =>
  policy.indexReuse === 'refused' && row !== null && state.pageRequest.at(device, row, grpid).outstanding;
