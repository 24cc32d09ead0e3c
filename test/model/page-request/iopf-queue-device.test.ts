import { describe, expect, it } from 'vitest';
import { iopfQueueDevice } from '../../../model/page-request/iopf-queue-device.ts';
import { iopfQueueDevice as spec } from '../../../spec/page-request/iopf-queue-device.ts';
import type { TopologyData } from '../../../spec/topology.ts';
import { Bench, twoMappings } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { headAt, inSlot, queueOf } from './queue-bench.ts';

const args = { actor: 'kernel', device: 'd1', enabled: 'off' };
const removal = { kind: 'iopf_queue_device', ...args };
const gone = { prqDevice: { 'prq1,d1': { gone: true } } };
const asked = {
  pageRequest: {
    'd1,1,prg0': { outstanding: true, pending: true },
    'd1,2,prg0': { outstanding: true },
    'd4,1,prg0': { outstanding: true, pending: true },
  },
};
const options = { topology: queueOf(2) };

describe('iopf_queue_device', () => {
  it('answers whatever the device waits for, and leaves nothing of it queued or kept', () => {
    const kept = { prqGroup: { 'prq1,d1,2,prg1': { partial: 'failed', begun: true, dropped: true } } };
    const queued = [headAt(1), inSlot(1, { pasid: '2' }), inSlot(2, { device: 'd4', page: 'not-last' })];
    expect(new Bench([asked, kept, ...queued], options).issue(removal)).toEqual([
      '0',
      'pageRequest[d1, 1, prg0].outstanding: true → false',
      'pageRequest[d1, 2, prg0].outstanding: true → false',
      'pageRequest[d1, 1, prg0].pending: true → false',
      'prqSlot[slot1].device: d1 → none',
      'prqSlot[slot1].pasid: 2 → none',
      'prqSlot[slot1].grpid: prg0 → none',
      'prqSlot[slot1].page: last → void',
      'prqGroup[prq1, d1, 2, prg1].partial: failed → none',
      'prqGroup[prq1, d1, 2, prg1].begun: true → false',
      'prqGroup[prq1, d1, 2, prg1].dropped: true → false',
      'prqDevice[prq1, d1].gone: false → true',
    ]);
  });

  it('is seen on the wire as INVALID, if there was anything to answer', () => {
    const topology: TopologyData = { ...twoMappings, prq: { slots: 0, pages: [], modes: [], watched: true } };
    const code = 'lastResponse[link1, d1].code: none → 0x1';
    expect(new Bench([asked], { topology }).issue(removal)).toContain(code);
    expect(new Bench([], { topology }).issue(removal)).not.toContain(code);
  });

  it('puts the device back, which can then ask again', () => {
    expect(new Bench([gone], options).issue({ ...removal, enabled: 'on' })) //
      .toEqual(['0', 'prqDevice[prq1, d1].gone: true → false']);
  });

  it('ends the requests of the device where there is no queue to leave, too', () => {
    expect(new Bench([asked]).issue(removal)).toHaveLength(4);
  });
});

describeRefusals(spec, iopfQueueDevice, [
  { rule: 'page-request/device-as-asked', when: 'it is out already', options, states: [gone], args },
  { rule: 'page-request/device-as-asked', when: 'it is in already', options, args: { ...args, enabled: 'on' } },
]);
