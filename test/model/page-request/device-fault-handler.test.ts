import { describe, expect, it } from 'vitest';
import { deviceFaultHandler } from '../../../model/page-request/device-fault-handler.ts';
import { deviceFaultHandler as spec } from '../../../spec/page-request/device-fault-handler.ts';
import { Bench } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { bound, headAt, inSlot, queueOf, waiting } from './queue-bench.ts';

const args = { actor: 'kernel', device: 'd1', enabled: 'off' };
const unregister = { kind: 'iommu_device_fault_handler', ...args };
const unhandled = { prqDevice: { 'prq1,d1': { unhandled: true } } };
const options = { topology: queueOf(2) };

describe('iommu_device_fault_handler', () => {
  it('unregisters a handler that owes nothing, and registers it again', () => {
    const bench = new Bench([waiting], options);
    expect(bench.issue(unregister)).toEqual(['0', 'prqDevice[prq1, d1].unhandled: false → true']);
    expect(bench.issue({ ...unregister, enabled: 'on' })) //
      .toEqual(['0', 'prqDevice[prq1, d1].unhandled: true → false']);
  });

  it('leaves nobody to be told: a last page is answered by the thread', () => {
    const changes = new Bench([unhandled, bound, waiting, headAt(1), inSlot(1)], options) //
      .issue({ kind: 'prq_event_thread', actor: 'kernel' });
    expect(changes).toContain('pageRequest[d1, 1, prg0].outstanding: true → false');
    expect(changes).not.toContain('pageRequest[d1, 1, prg0].pending: false → true');
  });
});

describeRefusals(spec, deviceFaultHandler, [
  { rule: 'page-request/handler-registered', options, args: { ...args, enabled: 'on' } },
  {
    rule: 'page-request/handler-in-use',
    options,
    states: [{ pageRequest: { 'd1,1,prg0': { outstanding: true, pending: true } } }],
    args,
  },
]);
