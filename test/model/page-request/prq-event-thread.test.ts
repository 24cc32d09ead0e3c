import { describe, expect, it } from 'vitest';
import { prqEventThread } from '../../../model/page-request/prq-event-thread.ts';
import { prqEventThread as spec } from '../../../spec/page-request/prq-event-thread.ts';
import type { StateJson } from '../../../spec/schema/json.ts';
import { Bench } from '../bench.ts';
import { describeRefusals } from '../refusals.ts';
import { bound, headAt, inSlot, queueOf, waiting } from './queue-bench.ts';

const thread = { kind: 'prq_event_thread', actor: 'kernel' };
const options = { topology: queueOf(2) };

/** What the thread does to everything but the queue, where these states are laid over a queue of one descriptor. */
const takes = (...states: readonly StateJson[]) =>
  new Bench([headAt(1), ...states], options).issue(thread).filter((change) => !change.startsWith('prq'));
const groups = (...states: readonly StateJson[]) =>
  new Bench([headAt(1), ...states], options).issue(thread).filter((change) => change.startsWith('prqGroup'));

const pending = 'pageRequest[d1, 1, prg0].pending: false → true';
const answered = 'pageRequest[d1, 1, prg0].outstanding: true → false';
const begun: StateJson = { prqGroup: { 'prq1,d1,1,prg0': { begun: true } } };

describe('prq_event_thread', () => {
  it('takes the oldest descriptor, and leaves the others in their order', () => {
    const bench = new Bench([bound, waiting, headAt(2), inSlot(2), inSlot(1, { pasid: '2' })], options);
    expect(bench.issue(thread)).toEqual([
      '0',
      pending,
      'prq[prq1].head: slot2 → slot1',
      'prqSlot[slot2].device: d1 → none',
      'prqSlot[slot2].pasid: 1 → none',
      'prqSlot[slot2].grpid: prg0 → none',
      'prqSlot[slot2].page: last → none',
    ]);
  });

  it('leaves a queue that has become empty to begin again', () => {
    expect(new Bench([bound, waiting, headAt(2), inSlot(2)], options).issue(thread)) //
      .toContain('prq[prq1].head: slot2 → none');
    expect(new Bench([headAt(1), inSlot(1, { page: 'void' })], { topology: queueOf(1) }).issue(thread)) //
      .toContain('prq[prq1].head: slot1 → none');
  });

  it('reports a last page whose PASID is bound', () => {
    expect(takes(bound, waiting, inSlot(1))).toEqual(['0', pending]);
  });

  it('answers a last page that it does not serve, and tells nobody', () => {
    expect(takes(waiting, inSlot(1))).toEqual(['0', answered]);
    for (const mode of ['not-canonical', 'privileged', 'execute']) {
      expect(takes(bound, waiting, inSlot(1, { mode }))).toEqual(['0', answered]);
    }
  });

  it('does nothing about a stop marker, whatever stands in it', () => {
    for (const mode of ['ordinary', 'privileged']) {
      expect(takes(bound, waiting, inSlot(1, { page: 'stop-marker', mode }))).toEqual(['0']);
    }
  });

  it('has nothing to do about a request that a drain has ended', () => {
    expect(takes(bound, inSlot(1, { page: 'void' }))).toEqual(['0']);
  });

  it('keeps a page until the last of its group comes', () => {
    expect(groups(bound, begun, inSlot(1, { page: 'not-last' }))) //
      .toEqual(['prqGroup[prq1, d1, 1, prg0].partial: none → kept']);
    expect(groups(bound, waiting, inSlot(1), { prqGroup: { 'prq1,d1,1,prg0': { partial: 'kept', begun: true } } })) //
      .toEqual(['prqGroup[prq1, d1, 1, prg0].partial: kept → none']);
  });

  it('marks the group of a page that it does not serve', () => {
    const fails = [
      'prqGroup[prq1, d1, 1, prg0].partial: none → failed',
      'prqGroup[prq1, d1, 1, prg0].dropped: false → true',
    ];
    expect(groups(begun, inSlot(1, { page: 'not-last' }))).toEqual(fails);
    expect(groups(bound, begun, inSlot(1, { page: 'not-last', mode: 'execute' }))).toEqual(fails);
  });

  it('does not say of a device that has gone on that it waits for such a page', () => {
    expect(groups(inSlot(1, { page: 'not-last' }))).toEqual(['prqGroup[prq1, d1, 1, prg0].partial: none → failed']);
  });

  it('answers the last page of a group that has failed, and keeps no page of it', () => {
    const failed = { prqGroup: { 'prq1,d1,1,prg0': { partial: 'failed', begun: true, dropped: true } } };
    expect(takes(bound, waiting, failed, inSlot(1))).toEqual(['0', answered]);
    expect(groups(bound, waiting, failed, inSlot(1))).toEqual([
      'prqGroup[prq1, d1, 1, prg0].partial: failed → none',
      'prqGroup[prq1, d1, 1, prg0].begun: true → false',
      'prqGroup[prq1, d1, 1, prg0].dropped: true → false',
    ]);
    expect(groups(bound, failed, inSlot(1, { page: 'not-last' }))).toEqual([]);
  });

  it('has no row to keep account of what comes without a PASID', () => {
    const nameless = { prqSlot: { slot1: { device: 'd1', grpid: 'prg0', page: 'last' } } };
    expect(takes(bound, waiting, nameless)).toEqual(['0']);
  });

  it('clears an overflow once the queue is empty, and throws away what is kept of any group', () => {
    const kept = {
      prq: { prq1: { overflow: true } },
      prqGroup: {
        'prq1,d1,1,prg0': { partial: 'kept', begun: true },
        'prq1,d4,2,prg1': { partial: 'failed', dropped: true },
      },
    };
    expect(new Bench([kept], options).issue(thread)).toEqual([
      '0',
      'prq[prq1].overflow: true → false',
      'prqGroup[prq1, d1, 1, prg0].partial: kept → none',
      'prqGroup[prq1, d4, 2, prg1].partial: failed → none',
      'prqGroup[prq1, d4, 2, prg1].dropped: true → false',
    ]);
    expect(new Bench([kept, headAt(1), inSlot(1)], options).issue(thread)).not.toContain(
      'prq[prq1].overflow: true → false',
    );
  });
});

describeRefusals(spec, prqEventThread, [
  { rule: 'page-request/queue-empty', options, states: [bound], args: { actor: 'kernel' } },
  { rule: 'page-request/queue-empty', when: 'there is no queue', args: { actor: 'kernel' } },
]);
