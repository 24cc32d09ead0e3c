import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planMemory, planSpilled } from '../../checker/memory-plan.ts';

const budget = fc.integer({ min: 2 ** 8, max: 2 ** 40 });
const stateWords = fc.integer({ min: 2, max: 21 });
const slotWords = fc.integer({ min: 1, max: 16 });

/** What both plans must keep to, whatever the budget. */
function mustBeSound(room: { states: number; slots: number }, bytes: number, perState: number, perSlot: number): void {
  expect(Number.isInteger(Math.log2(room.slots))).toBe(true);
  expect(Number.isInteger(room.states)).toBe(true);
  expect(room.states).toBeGreaterThan(0);
  expect(4 * (room.states * perState + room.slots * perSlot)).toBeLessThanOrEqual(bytes);
  expect(Math.max(room.states * perState, room.slots * perSlot)).toBeLessThan(2 ** 31);
}

describe('the memory plan of a search', () => {
  it('stays within the budget and within offsets of 32 bits, and leaves the table its load', () => {
    fc.assert(
      fc.property(budget, stateWords, slotWords, (bytes, perState, perSlot) => {
        const room = planMemory(bytes, perState, perSlot, 0.8);
        mustBeSound(room, bytes, perState, perSlot);
        expect(room.states).toBeLessThanOrEqual(room.slots * 0.8);
      }),
    );
  });

  it('has room for more states the more memory there is, and for fifty million of two words in a GiB', () => {
    const states = [10, 12, 16, 20, 24, 28, 30].map((bits) => planMemory(2 ** bits, 3, 1, 0.8).states);
    expect(states).toEqual([...states].sort((a, b) => a - b));
    expect(states.at(-1)).toBeGreaterThan(50_000_000);
  });

  it('leaves room for two levels of two fifths of the states when states are spilled', () => {
    fc.assert(
      fc.property(budget, stateWords, slotWords, (bytes, perState, perSlot) => {
        const room = planSpilled(bytes, perState, perSlot, 0.8);
        mustBeSound(room, bytes, perState, perSlot);
        const distinct = ({ states, slots }: typeof room) => Math.floor(Math.min(states * 2.5, slots * 0.8));
        // No table of half or twice the size would hold more.
        for (const slots of [room.slots / 2, room.slots * 2]) {
          const states = Math.floor(Math.min(bytes / 4 - slots * perSlot, 2 ** 31 - 1) / perState);
          if (slots * perSlot < 2 ** 31) expect(distinct({ states, slots })).toBeLessThanOrEqual(distinct(room));
        }
      }),
    );
  });

  for (const plan of [planMemory, planSpilled]) {
    it(`is impossible when not a single state fits (${plan.name})`, () => {
      expect(() => plan(16, 3, 2, 0.8)).toThrow(new RangeError('no state fits into 16 bytes'));
    });
  }
});
