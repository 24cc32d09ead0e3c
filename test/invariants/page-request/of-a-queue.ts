/** Small hosts with a page request queue, and steps of theirs, for the invariants about it. */
import type { TopologyData } from '../../../spec/topology.ts';
import { groupsOfPages, queueOfOne } from '../../spec/topologies.ts';

export const noSlots: TopologyData = groupsOfPages;
export const oneSlot: TopologyData = queueOfOne;
/** The first, where it is watched what devices are answered. */
export const watched: TopologyData = {
  ...noSlots,
  prq: { slots: 0, pages: ['private'], modes: ['ordinary'], watched: true },
};

export const message = {
  kind: 'page_request_message',
  actor: 'd1',
  pasid: '1',
  grpid: 'prg0',
  page: 'not-last',
  mode: 'privileged',
};
export const thread = { kind: 'prq_event_thread', actor: 'kernel' };

/** The slot holds such a message, and is the oldest. */
export const queued = (given: Readonly<Record<string, string>> = {}) => ({
  prq: { prq1: { head: 'slot1' } },
  prqSlot: { slot1: { device: 'd1', pasid: '1', grpid: 'prg0', page: 'not-last', mode: 'privileged', ...given } },
});

export const group = (row: number, fields: Readonly<Record<string, string | boolean>>) => ({
  prqGroup: { [`prq1,d1,${row},prg0`]: fields },
});
export const request = (outstanding: boolean, pending: boolean) => ({
  pageRequest: { 'd1,1,prg0': { outstanding, pending } },
});
export const present = { pasidEntry: { 'd1,1': { pgd: 'pgd1' } } };
