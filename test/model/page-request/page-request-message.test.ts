import { describe, expect, it } from 'vitest';
import { pageRequestMessage } from '../../../model/page-request/page-request-message.ts';
import { pageRequestMessage as spec } from '../../../spec/page-request/page-request-message.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import { Bench } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { bound, headAt, inSlot, queueOf, waiting } from './queue-bench.ts';

const args = { actor: 'd1', pasid: '1', grpid: 'prg0', page: 'not-last', mode: 'ordinary' };
const message = { kind: 'page_request_message', ...args };

const sends = (slots: number, given: Readonly<Record<string, string>>, ...states: readonly StateJson[]) =>
  new Bench(states, { topology: queueOf(slots) }).issue({ ...message, ...given });

describe('page_request_message', () => {
  it('is queued as it is, and the device remembers that it has begun a group', () => {
    expect(sends(2, { mode: 'execute' })).toEqual([
      '0',
      'prq[prq1].head: none → slot1',
      'prqSlot[slot1].device: none → d1',
      'prqSlot[slot1].pasid: none → 1',
      'prqSlot[slot1].grpid: none → prg0',
      'prqSlot[slot1].page: none → not-last',
      'prqSlot[slot1].mode: ordinary → execute',
      'prqGroup[prq1, d1, 1, prg0].begun: false → true',
    ]);
  });

  it('is put behind the others, at the beginning of the ring if need be', () => {
    const changes = sends(2, { page: 'stop-marker' }, headAt(2), inSlot(2));
    expect(changes).toContain('prqSlot[slot1].page: none → stop-marker');
    expect(changes).not.toContain('prq[prq1].head: slot2 → slot1');
  });

  it('makes the device wait, if it is the last page', () => {
    expect(sends(2, { page: 'last' })).toContain('pageRequest[d1, 1, prg0].outstanding: false → true');
  });

  it('is a stop marker also while the device waits for that group', () => {
    expect(sends(2, { page: 'stop-marker' }, waiting)[0]).toBe('0');
  });

  it('may name no PASID, and then nobody keeps account of its group', () => {
    expect(sends(2, { pasid: '0', page: 'last' })).toEqual([
      '0',
      'prq[prq1].head: none → slot1',
      'prqSlot[slot1].device: none → d1',
      'prqSlot[slot1].grpid: none → prg0',
      'prqSlot[slot1].page: none → last',
    ]);
  });

  it('is lost where the queue is full, and a mark is left', () => {
    const full = [headAt(1), inSlot(1)];
    expect(sends(1, {}, ...full)) //
      .toEqual(['0', 'prq[prq1].overflow: false → true', 'prqGroup[prq1, d1, 1, prg0].begun: false → true']);
    expect(sends(1, { page: 'stop-marker' }, ...full)).toEqual(['0', 'prq[prq1].overflow: false → true']);
    expect(sends(1, { pasid: '0' }, ...full)).toEqual(['0', 'prq[prq1].overflow: false → true']);
  });

  it('is lost too until the overflow is cleared', () => {
    expect(sends(2, { page: 'stop-marker' }, { prq: { prq1: { overflow: true } } })).toEqual(['0']);
  });

  it('ends its group if it is the last page and is lost, since hardware answers it', () => {
    const group = { prqGroup: { 'prq1,d1,1,prg0': { partial: 'kept', begun: true, dropped: true } } };
    expect(sends(1, { page: 'last' }, group, { prq: { prq1: { overflow: true } } })).toEqual([
      '0',
      'prqGroup[prq1, d1, 1, prg0].begun: true → false',
      'prqGroup[prq1, d1, 1, prg0].dropped: true → false',
    ]);
  });

  it('is taken at once by a queue without slots', () => {
    expect(sends(0, {}, bound)).toEqual([
      '0',
      'prqGroup[prq1, d1, 1, prg0].partial: none → kept',
      'prqGroup[prq1, d1, 1, prg0].begun: false → true',
    ]);
    expect(sends(0, { page: 'last' }, bound)).toContain('pageRequest[d1, 1, prg0].pending: false → true');
    expect(sends(0, { page: 'last' })).toEqual(['0']);
  });

  it('leaves nothing behind without a queue, unless it is a last page', () => {
    const [plain, last] = ['not-last', 'last'].map((page) => new Bench([bound]).issue({ ...message, page }));
    expect(plain).toEqual(['0']);
    expect(last).toContain('pageRequest[d1, 1, prg0].pending: false → true');
  });
});

describe('page_request', () => {
  it('is the plain last page where there is a queue, and refused nothing but the index', () => {
    const request = { kind: 'page_request', actor: 'd1', pasid: '1', grpid: 'prg0' };
    const bench = new Bench([], { topology: queueOf(2) });
    expect(bench.issue(request)).toContain('prqSlot[slot1].page: none → last');
    expect(bench.issue(request)).toEqual(['-EBUSY']);
  });
});

describeRefusals(spec, pageRequestMessage, [
  {
    rule: 'page-request/message-disabled',
    also: ['page-request/message-index-outstanding'],
    states: [waiting, { prqDevice: { 'prq1,d1': { gone: true } } }],
    options: { topology: queueOf(2) },
    args,
  },
  {
    rule: 'page-request/message-index-outstanding',
    states: [bound, waiting],
    options: { topology: queueOf(2) },
    args,
  },
]);
