import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BatchSearch } from '../../checker/batch-search.ts';
import { batched } from './batched.ts';
import { graphSystem } from './graph.ts';
import { memorySpill } from './memory-store.ts';
import { batches, everything, exhausted, graphDimensions, graphs, grid } from './small-systems.ts';

describe('a search that spills', () => {
  it('finds of any small graph what one that does not spill finds, in the same order', () => {
    const widths = fc.integer({ min: 1, max: 16 });
    fc.assert(
      fc.property(graphs, widths, batches, fc.boolean(), (graph, width, batch, fingerprints) => {
        const system = batched(graphSystem(graph, width), graphDimensions);
        const search = exhausted(system, { batch, fingerprints, spill: memorySpill() });
        const whole = exhausted(system);
        expect(everything(search, width, graphDimensions.marks)).toEqual(
          everything(whole, width, graphDimensions.marks),
        );
        expect(search.orderHash).toBe(whole.orderHash);
      }),
    );
  });

  it('keeps two levels in memory and the rest where it spills to', () => {
    const spill = memorySpill();
    const search = exhausted(grid(2, 49), { spill });
    // The last of the 99 levels is one state, and it was expanded.
    expect(spill.states.words).toHaveLength(2 * 2499);
    expect(spill.parents.words).toHaveLength(2499);
    expect(search.distinct).toBe(2500);
  });

  for (const fingerprints of [false, true]) {
    const how = fingerprints ? 'of fingerprints' : 'of states';
    it(`grows a table ${how} from what it has spilled, and keeps what sleeps`, () => {
      const options = { memoryBytes: 2 ** 24, fingerprints, sleepSets: true };
      const search = exhausted(grid(2, 299), { ...options, spill: memorySpill() });
      const whole = exhausted(grid(2, 299), { memoryBytes: 2 ** 24 });
      expect([search.distinct, search.generated, search.depth]).toEqual([90_000, whole.generated, whole.depth]);
      expect(search.explored).toBe(90_000);
      expect(search.orderHash).toBe(whole.orderHash);
      expect(search.load).toBeLessThan(0.8);
    });
  }

  it('has no more masks of sleeping labels in memory than states', () => {
    const options = { memoryBytes: 2 ** 20, sleepSets: true };
    expect(exhausted(grid(2, 199), options).distinct).toBe(40_000);
    const search = exhausted(grid(2, 199), { ...options, spill: memorySpill() });
    expect([search.distinct, search.explored, search.outOfMemory]).toEqual([40_000, 40_000, false]);
  });

  it('ends when two levels do not fit into memory, or the states not into the table', () => {
    const wide = exhausted(grid(8, 9), { memoryBytes: 2 ** 16, spill: memorySpill() });
    expect(wide.outOfMemory).toBe(true);
    expect(wide.load).toBeLessThan(0.8);
    const long = exhausted(grid(1, 9999), { memoryBytes: 2 ** 14, spill: memorySpill() });
    expect(long.outOfMemory).toBe(true);
    expect(long.queue).toBe(1);
  });

  it('must have room for one state', () => {
    const tiny = () => new BatchSearch(grid(2, 3), { memoryBytes: 20, spill: memorySpill() });
    expect(tiny).toThrow(new RangeError('no state fits into 20 bytes'));
  });
});
