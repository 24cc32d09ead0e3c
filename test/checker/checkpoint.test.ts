import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BatchSearch, type BatchSearchOptions } from '../../checker/batch-search.ts';
import type { BatchSystem } from '../../checker/batch-system.ts';
import { type Checkpoint, spilled } from '../../checker/checkpoint.ts';
import { batched } from './batched.ts';
import { graphSystem } from './graph.ts';
import { memorySpill } from './memory-store.ts';
import { everything, exhausted, graphDimensions, graphs, grid, memoryBytes } from './small-systems.ts';

/** A checkpoint as it comes back from a disk. */
function stored({ header, arrays }: Checkpoint): Checkpoint {
  const { states, parents, sleep } = arrays;
  return {
    header: JSON.parse(JSON.stringify(header)),
    arrays: { states: states.slice(), parents: parents.slice(), sleep: sleep.slice() },
  };
}

/** Searches `states` states, stores a checkpoint, goes on for a while, and is then resumed from the checkpoint to its end. */
function interrupted(system: BatchSystem, states: number, options: BatchSearchOptions): BatchSearch {
  const search = new BatchSearch(system, { memoryBytes, ...options });
  search.advance(states);
  const resume = stored(search.checkpoint());
  search.advance(states);
  return exhausted(system, { ...options, resume });
}

describe('a checkpoint', () => {
  it('lets a search of any small graph go on as if it had never stopped', () => {
    fc.assert(
      fc.property(graphs, fc.nat(12), fc.boolean(), fc.boolean(), (graph, states, fingerprints, spills) => {
        const system = batched(graphSystem(graph, 3), graphDimensions);
        const options = (): BatchSearchOptions => ({ fingerprints, ...(spills ? { spill: memorySpill() } : {}) });
        const resumed = interrupted(system, states, options());
        const whole = exhausted(system, options());
        expect(everything(resumed, 3, graphDimensions.marks)).toEqual(everything(whole, 3, graphDimensions.marks));
        expect(resumed.orderHash).toBe(whole.orderHash);
        expect(resumed.explored).toBe(whole.explored);
      }),
    );
  });

  it('keeps what sleeps', () => {
    const whole = exhausted(grid(3, 12), { sleepSets: true });
    for (const states of [0, 1, 2, 300, 1500]) {
      const resumed = interrupted(grid(3, 12), states, { sleepSets: true });
      expect(resumed.orderHash).toBe(whole.orderHash);
      expect([resumed.explored, resumed.generated]).toEqual([whole.explored, whole.generated]);
    }
  });

  it('of a large search fills a table of the size it needs', () => {
    const resumed = interrupted(grid(2, 349), 100_000, { memoryBytes: 2 ** 24 });
    expect(resumed.distinct).toBe(122_500);
    expect(resumed.load).toBeLessThan(0.8);
  });

  it('of a search that a bound has cut short leaves nothing out, wherever that was', () => {
    fc.assert(
      fc.property(graphs, fc.integer({ min: 1, max: 12 }), fc.boolean(), (graph, maxStates, spills) => {
        const system = batched(graphSystem(graph, 3), graphDimensions);
        const options = spills ? { spill: memorySpill() } : {};
        const cut = exhausted(system, { ...options, maxStates });
        const resumed = exhausted(system, { ...options, resume: stored(cut.checkpoint()) });
        const whole = exhausted(system);
        expect(everything(resumed, 3, graphDimensions.marks)).toEqual(everything(whole, 3, graphDimensions.marks));
        expect([resumed.orderHash, resumed.explored]).toEqual([whole.orderHash, whole.explored]);
      }),
      { numRuns: 300 },
    );
    const whole = exhausted(grid(3, 12), { sleepSets: true });
    for (const maxStates of [1, 2, 300, 1500, 2196]) {
      const resume = stored(exhausted(grid(3, 12), { sleepSets: true, maxStates }).checkpoint());
      const resumed = exhausted(grid(3, 12), { sleepSets: true, resume });
      expect([resumed.orderHash, resumed.generated, resumed.depth]).toEqual([
        whole.orderHash,
        whole.generated,
        whole.depth,
      ]);
    }
  });

  it('of a search that kept all in memory becomes that of one that spills', () => {
    fc.assert(
      fc.property(graphs, fc.nat(12), (graph, states) => {
        const system = batched(graphSystem(graph, 3), graphDimensions);
        const search = new BatchSearch(system, { memoryBytes });
        search.advance(states);
        const spill = memorySpill();
        const resumed = exhausted(system, { spill, resume: spilled(search.checkpoint(), spill) });
        const whole = exhausted(system);
        expect(everything(resumed, 3, graphDimensions.marks)).toEqual(everything(whole, 3, graphDimensions.marks));
        expect(resumed.orderHash).toBe(whole.orderHash);
      }),
    );
    const whole = exhausted(grid(3, 12), { sleepSets: true });
    const search = new BatchSearch(grid(3, 12), { memoryBytes, sleepSets: true });
    search.advance(1000);
    const spill = memorySpill();
    const resumed = exhausted(grid(3, 12), { sleepSets: true, spill, resume: spilled(search.checkpoint(), spill) });
    expect([resumed.orderHash, resumed.explored]).toEqual([whole.orderHash, whole.explored]);
  });

  it('that does not fit into the memory is refused', () => {
    const smaller = (options: () => BatchSearchOptions) => () => {
      const search = new BatchSearch(grid(2, 99), { memoryBytes, ...options() });
      search.advance(5000);
      return new BatchSearch(grid(2, 99), { ...options(), memoryBytes: 2 ** 10, resume: search.checkpoint() });
    };
    const tooLarge = /^the \d+ states of the checkpoint do not fit into the budget$/;
    expect(smaller(() => ({}))).toThrow(tooLarge);
    expect(smaller(() => ({ spill: memorySpill() }))).toThrow(tooLarge);
    // Few states, so that there is room in the table, but more of them in one level than there is room for.
    const wide = new BatchSearch(grid(9, 1), { memoryBytes, spill: memorySpill() });
    wide.advance(1);
    const options = { memoryBytes: 800, spill: memorySpill(), resume: wide.checkpoint() };
    expect(() => new BatchSearch(grid(9, 1), options)).toThrow(tooLarge);
  });

  it('of another kind of search is refused', () => {
    const resume = new BatchSearch(grid(2, 3), { memoryBytes }).checkpoint();
    const mismatch = (system: BatchSystem, options: BatchSearchOptions) => () =>
      new BatchSearch(system, { memoryBytes, ...options, resume });
    expect(mismatch(grid(3, 3), {})).toThrow('the checkpoint is of a search with width 2, not 3');
    expect(mismatch(grid(2, 3), { sleepSets: true })).toThrow('with sleepSets false, not true');
    expect(mismatch(grid(2, 3), { fingerprints: true })).toThrow('with fingerprints false, not true');
    expect(mismatch(grid(2, 3), { spill: memorySpill() })).toThrow('with spill false, not true');
  });
});
