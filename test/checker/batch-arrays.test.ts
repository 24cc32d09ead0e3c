import { describe, expect, it } from 'vitest';
import { batchArrays } from '../../checker/batch-arrays.ts';
import { grid } from './small-systems.ts';

describe('the arrays of a batch', () => {
  const system = grid(3, 4);
  const states = new Int32Array(100);

  it('have room for all that a batch can lead to', () => {
    const { labels, successors, ends, marks, open } = batchArrays({ ...system, width: 2, marks: 5 }, 10, states, null);
    expect([labels, successors, ends, marks, open].map(({ length }) => length)).toEqual([30, 60, 10, 50, 5]);
    expect([...open]).toEqual([1, 1, 1, 1, 1]);
  });

  it('have room for the states in hand, and for their sleep masks if there are any', () => {
    const { masksInHand, inHand } = batchArrays(system, 10, states, null);
    expect([inHand.length, masksInHand.length]).toEqual([10 * system.width, 0]);
    expect(batchArrays(system, 10, states, new Int32Array(100)).masksInHand).toHaveLength(10);
  });

  it('stand in one buffer without touching, of a size that asm.js knows', () => {
    const sizes = [1, 1_000, 1_000_000].map((branching) => {
      const { states: _, sleep, ...own } = batchArrays({ ...system, branching }, 4, states, null);
      const arrays = Object.values(own);
      const places = new Set(arrays.flatMap(({ byteOffset, length }) => (length > 0 ? [byteOffset] : [])));
      expect(places.size).toBe(arrays.filter(({ length }) => length > 0).length);
      expect(new Set(arrays.map(({ buffer }) => buffer)).size).toBe(1);
      return own.labels.buffer.byteLength;
    });
    expect(sizes).toEqual([2 ** 12, 2 ** 16, 4 * 2 ** 24]);
  });
});
