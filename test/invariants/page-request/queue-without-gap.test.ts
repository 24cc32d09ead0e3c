import { describe, expect, it } from 'vitest';
import { queueWithoutGap as invariant } from '../../../invariants/page-request/queue-without-gap.ts';
import { judgeState } from '../judge.ts';
import { noSlots, oneSlot } from './of-a-queue.ts';

const threeSlots = { ...oneSlot, prq: { slots: 3, pages: ['last'] as const, modes: ['ordinary'] as const } };
const head = (slot: string) => ({ prq: { prq1: { head: slot } } });
const slots = (given: Readonly<Record<string, object>>) => ({ prqSlot: given }) as never;
const last = { device: 'd1', pasid: '1', grpid: 'prg0', page: 'last' };
const { pasid: _pasid, ...unnumbered } = last;
const ended = { page: 'void' };

describe(invariant.id, () => {
  it('holds of an empty queue, and of one that has none', () => {
    for (const topology of [threeSlots, noSlots]) {
      expect(judgeState(invariant, [], topology)).toEqual({ broken: null, antecedent: 0 });
    }
  });

  it('holds of descriptors from the head on, past the last slot to the first, ended ones among them', () => {
    const right = [
      [head('slot2'), slots({ slot2: last })],
      [head('slot3'), slots({ slot3: ended, slot1: unnumbered })],
      [head('slot2'), slots({ slot1: last, slot2: last, slot3: last })],
    ];
    expect(right.map((states) => judgeState(invariant, states as never, threeSlots))) //
      .toEqual(right.map(() => ({ broken: null, antecedent: 1 })));
  });

  it('is broken by a head at a free slot, a queue without head, and a gap', () => {
    const wrong = [[head('slot1')], [slots({ slot1: last })], [head('slot1'), slots({ slot1: last, slot3: last })]];
    expect(wrong.map((states) => judgeState(invariant, states as never, threeSlots).broken)).toEqual([
      'the head of the queue is at slot1, which is free',
      'the queue is not empty, and has no head',
      'slot2 is free, and slot3 behind it is not',
    ]);
  });

  it('is broken by a descriptor of no device or group, and by what is left in another slot', () => {
    const { device: _, ...nobodys } = last;
    const { grpid: __, ...ungrouped } = last;
    const of = (slot: object) => judgeState(invariant, [head('slot1'), slots({ slot1: slot })], threeSlots).broken;
    expect([nobodys, ungrouped].map(of)).toEqual(["slot1 is nobody's", "slot1 is nobody's"]);
    const left = [{ device: 'd1' }, { pasid: '1' }, { grpid: 'prg0' }, { mode: 'privileged' }];
    expect(left.map((each) => of({ ...ended, ...each }))) //
      .toEqual(left.map(() => 'slot1 has no request, but says something of one'));
  });
});
