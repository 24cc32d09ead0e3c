/** What shows the faults of page requests: how messages are classified, kept, queued and drained. */
import type { StateJson } from '../../../spec/schema/json.ts';
import type { TopologyData } from '../../../spec/topology.ts';
import { twoMappings, withSets } from '../bench.ts';
import type { Outcome, Row } from './fault-row.ts';

/** p1 is vm1's, and bound on both devices of c1. */
const bound: StateJson = {
  ioasid: { p1: { state: 'active', set: 's1', refs: 2 } },
  binding: { 'p1,d1': { pgd: 'pgd1' }, 'p1,d2': { pgd: 'pgd1' } },
  pasidEntry: { 'd1,1': { pgd: 'pgd1' }, 'd2,1': { pgd: 'pgd1' } },
};
const unbind = { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p1' };
const unboundAll: Outcome = [
  '0',
  'ioasid[p1].state: active → idle',
  'ioasid[p1].refs: 2 → 1',
  'binding[p1, d1].pgd: pgd1 → none',
  'binding[p1, d2].pgd: pgd1 → none',
  'pasidEntry[d1, 1].pgd: pgd1 → none',
  'pasidEntry[d2, 1].pgd: pgd1 → none',
];
/** What a drain leaves of the descriptor in the queue, besides its slot. */
const emptied: Outcome = [
  'prqSlot[slot1].device: d1 → none',
  'prqSlot[slot1].pasid: 1 → none',
  'prqSlot[slot1].grpid: prg1 → none',
];
/** A page request queue, beside p1 bound on d1 and d2. */
const queueOf = (slots: number): TopologyData => ({
  ...twoMappings,
  prq: { slots, pages: ['last', 'not-last', 'stop-marker'], modes: ['ordinary', 'privileged'] },
});
const message = {
  kind: 'page_request_message',
  actor: 'd1',
  pasid: '1',
  grpid: 'prg1',
  page: 'not-last',
  mode: 'privileged',
};
const request = { kind: 'page_request', actor: 'd1', pasid: '1', grpid: 'prg1' };
const thread = { kind: 'prq_event_thread', actor: 'kernel' };
const waits = 'pageRequest[d1, 1, prg1].outstanding: false → true';
const owed = 'pageRequest[d1, 1, prg1].pending: false → true';
const failed = [
  'prqGroup[prq1, d1, 1, prg1].partial: none → failed',
  'prqGroup[prq1, d1, 1, prg1].begun: false → true',
  'prqGroup[prq1, d1, 1, prg1].dropped: false → true',
] as const;
const keptOfOther = { prqGroup: { 'prq1,d1,2,prg1': { partial: 'kept', begun: true } } };
const kept = { prqGroup: { 'prq1,d1,1,prg1': { partial: 'kept' } } };
const overflown = { prq: { prq1: { overflow: true } } };
const queued = {
  prq: { prq1: { head: 'slot1' } },
  prqSlot: { slot1: { device: 'd1', pasid: '1', grpid: 'prg1', page: 'not-last' } },
};

const response = { kind: 'page_response', actor: 'vm1', fd: 'f1', pasid: 'p1', grpid: 'prg1', code: 'FAILURE' };
const asked = { pageRequest: { 'd1,1,prg1': { outstanding: true, pending: true } } };
const taken = 'pageRequest[d1, 1, prg1].pending: true → false';
const told = 'pageRequest[d1, 1, prg1].outstanding: true → false';
const watched: TopologyData = {
  ...twoMappings,
  prq: { slots: 0, pages: ['private'], modes: ['ordinary'], watched: true },
};
/** p2 is vm2's, and goes by g1; so does the number of p1. */
const ofGuest: StateJson = {
  binding: { 'p2,d4': { pgd: 'pgd1' } },
  pasidEntry: { 'd4,2': { pgd: 'pgd1' } },
  guestToHost: { 'vm2,g1': { hpasid: 'p2' } },
};
const guestResponse = {
  kind: 'guest_page_response',
  actor: 'vm2',
  fd: 'f2',
  gpasid: 'g1',
  grpid: 'prg1',
  code: 'SUCCESS',
};
const guestAsked = {
  pageRequest: {
    'd4,1,prg1': { outstanding: true, pending: true },
    'd4,2,prg1': { outstanding: true, pending: true },
  },
};

export const pageRequestRows: readonly Row[] = [
  {
    fault: 'fault/removal-leaves-requests',
    topology: queueOf(0),
    states: [bound, asked],
    command: { kind: 'iopf_queue_device', actor: 'kernel', device: 'd1', enabled: 'off' },
    golden: ['0', told, taken, 'prqDevice[prq1, d1].gone: false → true'],
    faulty: ['0', 'prqDevice[prq1, d1].gone: false → true'],
  },
  {
    fault: 'fault/unregister-while-pending',
    topology: queueOf(0),
    states: [bound, asked],
    command: { kind: 'iommu_device_fault_handler', actor: 'kernel', device: 'd1', enabled: 'off' },
    golden: ['-EBUSY'],
    faulty: ['0', 'prqDevice[prq1, d1].unhandled: false → true'],
  },
  {
    fault: 'fault/response-code-untranslated',
    topology: watched,
    states: [asked],
    command: response,
    golden: ['0', told, taken, 'lastResponse[link1, d1].code: none → 0xf'],
    faulty: ['0', told, taken, 'lastResponse[link1, d1].code: none → 0x2'],
  },
  {
    fault: 'fault/private-data-dropped',
    topology: watched,
    states: [asked, { prqGroup: { 'prq1,d1,1,prg1': { privateData: true } } }],
    command: { ...response, code: 'SUCCESS' },
    golden: [
      '0',
      told,
      taken,
      'prqGroup[prq1, d1, 1, prg1].privateData: true → false',
      'lastResponse[link1, d1].code: none → 0x0',
      'lastResponse[link1, d1].privateData: false → true',
    ],
    faulty: [
      '0',
      told,
      taken,
      'prqGroup[prq1, d1, 1, prg1].privateData: true → false',
      'lastResponse[link1, d1].code: none → 0x0',
    ],
  },
  {
    fault: 'fault/refused-code-consumes',
    states: [asked],
    command: { ...response, code: '3' },
    golden: ['-EINVAL'],
    faulty: ['-EINVAL', taken],
  },
  {
    fault: 'fault/response-without-pasid',
    topology: watched,
    states: [asked],
    command: { ...response, pasid: 'none' },
    golden: ['-EINVAL'],
    faulty: ['0', told, taken, 'lastResponse[link1, d1].code: none → 0xf'],
  },
  {
    fault: 'fault/response-to-stream',
    states: [asked, { pageRequest: { 'd1,1,prg0': { outstanding: true, pending: true } } }],
    command: { ...response, type: 'stream' },
    golden: ['-EINVAL'],
    faulty: [
      '0',
      'pageRequest[d1, 1, prg0].outstanding: true → false',
      told,
      'pageRequest[d1, 1, prg0].pending: true → false',
      taken,
    ],
  },
  {
    fault: 'fault/hpasid-shown-to-guest',
    topology: watched,
    states: [ofGuest],
    command: { kind: 'page_request', actor: 'd4', pasid: '2', grpid: 'prg1' },
    golden: [
      '0',
      'pageRequest[d4, 2, prg1].outstanding: false → true',
      'pageRequest[d4, 2, prg1].pending: false → true',
      'shownRequest[link1, d4, 2, prg1].pasid: none → 1',
      'shownRequest[link1, d4, 2, prg1].address: none → 0x5000',
    ],
    faulty: [
      '0',
      'pageRequest[d4, 2, prg1].outstanding: false → true',
      'pageRequest[d4, 2, prg1].pending: false → true',
      'shownRequest[link1, d4, 2, prg1].pasid: none → 2',
      'shownRequest[link1, d4, 2, prg1].address: none → 0x5000',
    ],
  },
  {
    fault: 'fault/page-number-reported',
    topology: watched,
    states: [ofGuest],
    command: { kind: 'page_request', actor: 'd4', pasid: '2', grpid: 'prg1' },
    golden: [
      '0',
      'pageRequest[d4, 2, prg1].outstanding: false → true',
      'pageRequest[d4, 2, prg1].pending: false → true',
      'shownRequest[link1, d4, 2, prg1].pasid: none → 1',
      'shownRequest[link1, d4, 2, prg1].address: none → 0x5000',
    ],
    faulty: [
      '0',
      'pageRequest[d4, 2, prg1].outstanding: false → true',
      'pageRequest[d4, 2, prg1].pending: false → true',
      'shownRequest[link1, d4, 2, prg1].pasid: none → 1',
      'shownRequest[link1, d4, 2, prg1].address: none → 0x5',
    ],
  },
  {
    fault: 'fault/gpasid-in-response',
    states: [ofGuest, guestAsked],
    command: guestResponse,
    golden: [
      '0',
      'pageRequest[d4, 2, prg1].outstanding: true → false',
      'pageRequest[d4, 2, prg1].pending: true → false',
    ],
    faulty: [
      '0',
      'pageRequest[d4, 1, prg1].outstanding: true → false',
      'pageRequest[d4, 1, prg1].pending: true → false',
    ],
  },
  {
    fault: 'fault/index-reused',
    topology: queueOf(0),
    states: [bound, asked],
    command: request,
    golden: ['-EBUSY'],
    faulty: ['0'],
  },
  {
    fault: 'fault/bad-page-forgotten',
    topology: queueOf(0),
    states: [bound],
    command: message,
    golden: ['0', ...failed],
    faulty: ['0', ...failed.slice(1)],
  },
  {
    fault: 'fault/response-to-every-page',
    topology: queueOf(0),
    states: [bound],
    command: message,
    golden: ['0', ...failed],
    faulty: ['0', 'device[d1].uprgi: false → true', 'prqGroup[prq1, d1, 1, prg1].partial: none → failed'],
  },
  {
    fault: 'fault/partials-across-pasids',
    topology: queueOf(0),
    states: [bound, keptOfOther],
    command: request,
    golden: ['0', waits, owed],
    faulty: ['0', waits, owed, 'prqGroup[prq1, d1, 2, prg1].partial: kept → none'],
  },
  {
    fault: 'fault/stop-marker-delivered',
    topology: queueOf(0),
    states: [bound],
    command: { ...message, page: 'stop-marker', mode: 'ordinary' },
    golden: ['0'],
    faulty: ['0', owed],
  },
  {
    fault: 'fault/modes-unchecked',
    topology: queueOf(0),
    states: [bound],
    command: { ...message, page: 'last' },
    golden: ['0'],
    faulty: ['0', waits, owed],
  },
  {
    fault: 'fault/stale-device',
    states: [{ pasidEntry: { 'd2,1': { pgd: 'pgd1' } } }],
    command: request,
    golden: ['-EINVAL'],
    faulty: ['0', waits, owed],
  },
  {
    fault: 'fault/overflow-stuck',
    topology: queueOf(1),
    states: [overflown],
    command: thread,
    golden: ['0', 'prq[prq1].overflow: true → false'],
    faulty: ['-EAGAIN'],
  },
  {
    fault: 'fault/partials-survive-overflow',
    topology: queueOf(1),
    states: [overflown, kept],
    command: thread,
    golden: ['0', 'prq[prq1].overflow: true → false', 'prqGroup[prq1, d1, 1, prg1].partial: kept → none'],
    faulty: ['0', 'prq[prq1].overflow: true → false'],
  },
  {
    fault: 'fault/drain-returns-early',
    topology: queueOf(1),
    states: [withSets, bound, queued, kept],
    command: unbind,
    golden: [
      ...unboundAll,
      ...emptied,
      'prqSlot[slot1].page: not-last → void',
      'prqGroup[prq1, d1, 1, prg1].partial: kept → none',
    ],
    faulty: unboundAll,
  },
  {
    fault: 'fault/drain-frees-slots',
    topology: queueOf(1),
    states: [withSets, bound, queued],
    command: unbind,
    golden: [...unboundAll, ...emptied, 'prqSlot[slot1].page: not-last → void'],
    faulty: [...unboundAll, ...emptied, 'prqSlot[slot1].page: not-last → none'],
  },
];
