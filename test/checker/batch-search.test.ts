import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BatchSearch } from '../../checker/batch-search.ts';
import type { BatchSystem } from '../../checker/batch-system.ts';
import { IN_STATE } from '../../checker/expansion.ts';
import type { System } from '../../checker/system.ts';
import { batched } from './batched.ts';
import { type Graph, graphSystem, gridSystem } from './graph.ts';
import { guardedCommands, guardedSystem, independenceOf } from './guarded.ts';
import {
  batches,
  counts,
  everything,
  exhausted,
  graphDimensions,
  graphs,
  grid,
  memoryBytes,
  plainlyExhausted,
} from './small-systems.ts';

const { marks: MARKS } = graphDimensions;
const widths = fc.integer({ min: 1, max: 16 });

describe('a batched search', () => {
  it('finds of any small graph what a plain search finds, in the same order, whatever the width and the batch', () => {
    fc.assert(
      fc.property(graphs, widths, batches, fc.boolean(), (graph, width, batch, fingerprints) => {
        const system = graphSystem(graph, width);
        const search = exhausted(batched(system, graphDimensions), { batch, fingerprints });
        expect(everything(search, width, MARKS)).toEqual(everything(plainlyExhausted(system), width, MARKS));
        expect(search.explored).toBe(search.generated);
      }),
    );
  });

  it('stops at any bound where a plain search stops', () => {
    fc.assert(
      fc.property(graphs, fc.integer({ min: 1, max: 14 }), batches, (graph, maxStates, batch) => {
        const system = graphSystem(graph, 2);
        const search = exhausted(batched(system, graphDimensions), { maxStates, batch });
        expect(everything(search, 2, MARKS)).toEqual(everything(plainlyExhausted(system, maxStates), 2, MARKS));
      }),
    );
  });

  it('of bounded depth sees what stories of so many steps show, and nothing that takes more', () => {
    fc.assert(
      fc.property(graphs, fc.integer({ min: 0, max: 5 }), batches, (graph, maxDepth, batch) => {
        const system = batched(graphSystem(graph, 2), graphDimensions);
        const whole = exhausted(system, { batch });
        const search = exhausted(system, { batch, maxDepth });
        const lengthOf = (of: BatchSearch, mark: number): number | null => {
          const sighting = of.sighting(mark);
          if (sighting === undefined) return null;
          return of.path(sighting.state).length + (sighting.label === IN_STATE ? 0 : 1);
        };
        for (let mark = 0; mark < MARKS; mark++) {
          const length = lengthOf(whole, mark);
          expect(lengthOf(search, mark)).toBe(length !== null && length <= maxDepth ? length : null);
        }
        expect(search.queue).toBe(0);
        expect(search.shallow).toBe(search.depth > maxDepth);
      }),
    );
  });

  for (const counters of [1, 2, 3, 4, 5, 9]) {
    it(`agrees with a plain search of a grid of ${counters} counters, one word each`, () => {
      const top = [0, 99_999, 299, 39, 15, 7, 0, 0, 0, 2][counters] as number;
      const plain = plainlyExhausted(gridSystem(counters, top));
      const search = exhausted(grid(counters, top), { memoryBytes: 2 ** 25 });
      expect(counts(search)).toEqual(counts(plain));
      const last = search.distinct - 1;
      expect(search.path(last)).toEqual(plain.path(last));
    });
  }

  it('does not depend on the portions in which it is advanced', () => {
    const whole = exhausted(grid(2, 40));
    const search = new BatchSearch(grid(2, 40), { memoryBytes });
    for (let portion = 1; search.advance(portion); portion = (portion * 7) % 90);
    expect(counts(search)).toEqual(counts(whole));
    expect(search.orderHash).toBe(whole.orderHash);
  });

  it('expands as many states as it is told, and tells how it stands in between', () => {
    const search = new BatchSearch(grid(1, 3), { memoryBytes });
    expect(search.advance(0)).toBe(true);
    expect(counts(search)).toEqual({ distinct: 1, generated: 1, depth: 1, queue: 1, bounded: false });
    expect(search.advance(2)).toBe(true);
    expect(counts(search)).toEqual({ distinct: 3, generated: 3, depth: 3, queue: 1, bounded: false });
    expect(search.advance(2)).toBe(false);
    expect(counts(search)).toEqual({ distinct: 4, generated: 4, depth: 4, queue: 0, bounded: false });
  });

  it('knows different orders of discovery by their hash', () => {
    const chain = (...order: number[]): Graph => ({
      initial: [0],
      edges: order.map((to) => ({ from: 0, label: to, to })),
      marks: [],
    });
    const hashOf = (graph: Graph) => exhausted(batched(graphSystem(graph), graphDimensions)).orderHash;
    expect(hashOf(chain(1, 2, 3))).toMatch(/^[0-9a-f]{16}$/);
    expect(hashOf(chain(1, 2, 3))).toBe(hashOf(chain(1, 2, 3)));
    expect(hashOf(chain(1, 2, 3))).not.toBe(hashOf(chain(1, 3, 2)));
  });

  it('takes more initial states than a batch has successors', () => {
    const initial = Array.from({ length: 100 }, (_, i) => i % 90);
    const system = graphSystem({ initial, edges: [], marks: [] });
    const search = exhausted(batched(system, { labels: 1, marks: 0, branching: 0 }), { batch: 3 });
    expect(counts(search)).toEqual({ distinct: 90, generated: 100, depth: 1, queue: 0, bounded: false });
  });

  it('asks for a mark until it is seen and the level is over', () => {
    const asked: string[] = [];
    const marks = [
      { at: 1, mark: 0, label: 0 },
      { at: 3, mark: 1, label: IN_STATE },
    ];
    const edges = [1, 2, 3].map((to) => ({ from: to - 1, label: 0, to }));
    const system = batched(graphSystem({ initial: [0], edges, marks }), { labels: 1, marks: 3, branching: 1 });
    const listening: BatchSystem = {
      ...system,
      bind(arrays) {
        const code = system.bind(arrays);
        const observe = (from: number, to: number) => {
          asked.push(`${from}: ${arrays.open.join(' ')}`);
          return code.observe(from, to);
        };
        return { ...code, observe };
      },
    };
    exhausted(listening);
    expect(asked).toEqual(['0: 1 1 1', '1: 1 1 1', '2: 0 1 1', '3: 0 1 1']);
  });

  it('counts successors that are left out as equal to others', () => {
    const system = grid(1, 9);
    const doubled: BatchSystem = {
      ...system,
      bind(arrays) {
        const code = system.bind(arrays);
        return { ...code, expand: (from, to, sleepAt) => 2 * code.expand(from, to, sleepAt) };
      },
    };
    const search = exhausted(doubled);
    expect(search.generated).toBe(1 + 2 * 9);
    expect(search.explored).toBe(1 + 9);
  });

  it('looks at successors through their representatives when the system has symmetry', () => {
    const system = grid(2, 30);
    const sorted: BatchSystem = {
      ...system,
      bind(arrays) {
        const { successors } = arrays;
        const canonicalise = (count: number) => {
          for (let i = 0; i < count; i++) successors.subarray(2 * i, 2 * i + 2).sort();
        };
        return { ...system.bind(arrays), canonicalise };
      },
    };
    const search = exhausted(sorted);
    expect(search.distinct).toBe((31 * 32) / 2);
    expect(search.path(search.distinct - 1)).toHaveLength(60);
    expect(() => exhausted(sorted, { sleepSets: true })).toThrow('sleep sets and symmetry do not go together');
  });

  for (const state of [-1, 1, 0.5]) {
    it(`knows neither words nor way of a state number ${state} that it has not found`, () => {
      const search = new BatchSearch(grid(1, 3), { memoryBytes });
      const missing = new RangeError(`there is no state ${state} among the 1 found`);
      expect(() => search.path(state)).toThrow(missing);
      expect(() => search.read(state, new Int32Array(1))).toThrow(missing);
    });
  }

  for (const width of [0, 17, 1.5]) {
    it(`refuses states of ${width} words`, () => {
      const system: BatchSystem = { ...grid(1, 3), width };
      expect(() => new BatchSearch(system)).toThrow(new RangeError(`a state has 1 to 16 words, not ${width}`));
    });
  }

  it('refuses a system that marks something while it lists its initial states', () => {
    const hasty: BatchSystem = { ...grid(1, 3), initial: (into) => into.mark(0, IN_STATE) };
    expect(() => new BatchSearch(hasty)).toThrow('a system marked something while it listed its initial states');
  });

  it('refuses a state with more successors than the system says', () => {
    const system = batched(gridSystem(3, 3), { labels: 3, marks: 0, branching: 2 });
    expect(() => exhausted(system, { batch: 1 })).toThrow('a state has more than 2 successors');
  });

  it('does not tell the way in a system that does not do the same twice', () => {
    let steps = 0;
    const restless: System = {
      width: 1,
      initial: (into) => into.add(0),
      expand(_, __, into) {
        const to = into.add(0);
        into.words[to] = Math.min(++steps, 5);
      },
    };
    const search = exhausted(batched(restless, { labels: 1, marks: 0, branching: 1 }));
    expect(() => search.path(1)).toThrow('a state has no edge to a state that was found from it');
  });
});

describe('sleep sets', () => {
  it('change neither the states nor their order, levels, ways and counts', () => {
    fc.assert(
      fc.property(guardedCommands, batches, (commands, batch) => {
        const system = guardedSystem(commands);
        const size = { labels: commands.length, marks: 0, branching: commands.length };
        const search = exhausted(batched(system, { ...size, independence: independenceOf(commands) }), {
          sleepSets: true,
          batch,
        });
        const plain = exhausted(batched(system, size));
        expect(everything(search, 6, 0)).toEqual(everything(plain, 6, 0));
        expect(search.orderHash).toBe(plain.orderHash);
        expect(search.explored).toBeLessThanOrEqual(search.generated);
      }),
      { numRuns: 60 },
    );
  });

  it('look up each state of a grid but once', () => {
    const search = exhausted(grid(3, 19), { sleepSets: true });
    expect(search.explored).toBe(8000);
    expect(search.generated).toBe(1 + 3 * 19 * 20 * 20);
  });

  it('are refused to a system that does not say what is independent', () => {
    const system = batched(gridSystem(1, 3), { labels: 1, marks: 0, branching: 1 });
    expect(() => new BatchSearch(system, { sleepSets: true })).toThrow('no sleep sets without independence');
  });
});

describe('the memory of a batched search', () => {
  it('is at most 32 bytes for each of a hundred thousand states of two words', () => {
    const search = exhausted(grid(2, 349), { memoryBytes: 2 ** 24 });
    expect(search.distinct).toBe(122_500);
    expect(search.bytes / search.distinct).toBeLessThan(32);
    expect(search.load).toBeLessThan(0.8);
  });

  it('ends a search with a verdict and not with an exception, and what was found stays known', () => {
    const search = exhausted(grid(2, 349), { memoryBytes: 2 ** 16 });
    expect(search.outOfMemory).toBe(true);
    expect(search.bounded).toBe(false);
    expect(search.advance(1)).toBe(false);
    expect(search.bytes).toBeLessThanOrEqual(2 ** 16);
    expect(search.distinct).toBeGreaterThan(2 ** 11);
    const plain = plainlyExhausted(gridSystem(2, 349), search.distinct);
    expect(everything(search, 2, 0)).toEqual({ ...everything(plain, 2, 0), bounded: false });
  });

  it('is not used up by a search that ends in time', () => {
    expect(exhausted(grid(2, 9)).outOfMemory).toBe(false);
  });

  it('must hold one state', () => {
    expect(() => new BatchSearch(grid(2, 9), { memoryBytes: 8 })).toThrow(new RangeError('no state fits into 8 bytes'));
  });
});
