import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Expansion, IN_STATE } from '../../checker/expansion.ts';
import { Search } from '../../checker/search.ts';
import type { System } from '../../checker/system.ts';
import { type Graph, graphSystem, gridSystem } from './graph.ts';
import { naiveSearch, statesIn } from './naive.ts';

/** `system`, searched to the end. */
function exhausted(system: System): Search {
  const search = new Search(system);
  while (search.advance(1000));
  return search;
}

function counts({ distinct, generated, depth, queue, bounded }: Search) {
  return { distinct, generated, depth, queue, bounded };
}

function stateAt(search: Search, state: number, width: number): number[] {
  const words = new Int32Array(width);
  search.read(state, words);
  return [...words];
}

/** Length of the story that ends in the sighting of `mark`; undefined if it was not seen. */
function storyLength(search: Search, mark: number): number | undefined {
  const sighting = search.sighting(mark);
  return sighting && search.path(sighting.state).length + (sighting.label === IN_STATE ? 0 : 1);
}

/** Every state to which `labels` can lead, as JSON texts; equal labels may stand on several edges of a state. */
function reachedOver(system: System, labels: readonly number[]): string[] {
  const into = new Expansion(system.width);
  system.initial(into);
  let states = statesIn(into, system.width);
  for (const label of labels) {
    states = states.flatMap((state) => {
      into.clear();
      system.expand(Int32Array.from(state), 0, into);
      return statesIn(into, system.width).filter((_, i) => into.labels[i] === label);
    });
  }
  return states.map((state) => JSON.stringify(state));
}

const node = fc.nat(11);
const label = fc.nat(3);
const graphs: fc.Arbitrary<Graph> = fc.record({
  initial: fc.array(node, { maxLength: 4 }),
  edges: fc.array(fc.record({ from: node, label, to: node }), { maxLength: 40 }),
  marks: fc.array(fc.record({ at: node, mark: fc.nat(20), label: fc.oneof(fc.constant(IN_STATE), label) }), {
    maxLength: 12,
  }),
});
const widths = fc.integer({ min: 1, max: 16 });

describe('a search', () => {
  it('agrees with a naive search of any small graph about counts, distances and nearest sightings', () => {
    fc.assert(
      fc.property(graphs, widths, (graph, width) => {
        const system = graphSystem(graph, width);
        const search = exhausted(system);
        const { distances, stories, ...expected } = naiveSearch(system);

        expect(counts(search)).toEqual({ ...expected, queue: 0, bounded: false });
        for (let state = 0; state < search.distinct; state++) {
          const key = JSON.stringify(stateAt(search, state, width));
          expect(search.path(state)).toHaveLength(distances.get(key) ?? Number.NaN);
          expect(reachedOver(system, search.path(state))).toContain(key);
        }
        for (let mark = 0; mark <= 20; mark++) expect(storyLength(search, mark)).toBe(stories.get(mark));
      }),
    );
  });

  it('counts a grid of counters as arithmetic does', () => {
    // 40^3 states; each of the 3 counters can be raised in 39/40 of them; the last is 3 * 39 steps away.
    expect(counts(exhausted(gridSystem(3, 39)))).toEqual({
      distinct: 64_000,
      generated: 1 + 3 * 39 * 40 * 40,
      depth: 1 + 3 * 39,
      queue: 0,
      bounded: false,
    });
  });

  it('counts initial states like successors: each as often as it comes, and once when distinct', () => {
    const search = new Search(graphSystem({ initial: [3, 4, 3], edges: [], marks: [] }));
    expect(counts(search)).toEqual({ distinct: 2, generated: 3, depth: 1, queue: 2, bounded: false });
  });

  it('is over at once when there is no initial state', () => {
    const search = new Search(graphSystem({ initial: [], edges: [], marks: [] }));
    expect(search.advance(1)).toBe(false);
    expect(counts(search)).toEqual({ distinct: 0, generated: 0, depth: 0, queue: 0, bounded: false });
  });

  it('does not depend on the portions in which it is advanced', () => {
    const system = gridSystem(2, 20);
    const search = new Search(system);
    while (search.advance(1));
    const whole = exhausted(system);
    expect(counts(search)).toEqual(counts(whole));
    expect(search.path(440)).toEqual(whole.path(440));
  });

  it('expands as many states as it is told, and tells how it stands in between', () => {
    // A chain 0 → 1 → 2 → 3, of which only what has been expanded can be known.
    const edges = [0, 1, 2].map((from) => ({ from, label: 0, to: from + 1 }));
    const search = new Search(graphSystem({ initial: [0], edges, marks: [] }));
    expect(search.advance(0)).toBe(true);
    expect(counts(search)).toEqual({ distinct: 1, generated: 1, depth: 1, queue: 1, bounded: false });
    expect(search.advance(2)).toBe(true);
    expect(counts(search)).toEqual({ distinct: 3, generated: 3, depth: 3, queue: 1, bounded: false });
    expect(search.advance(2)).toBe(false);
    expect(counts(search)).toEqual({ distinct: 4, generated: 4, depth: 4, queue: 0, bounded: false });
  });

  it('prefers a sighting in a state to an earlier one on an edge of the same level', () => {
    const edges = [1, 2].map((to) => ({ from: 0, label: to, to }));
    const marks = [
      { at: 1, mark: 0, label: 5 },
      { at: 2, mark: 0, label: IN_STATE },
    ];
    const search = new Search(graphSystem({ initial: [0], edges, marks }));
    search.advance(2);
    expect(search.sighting(0)).toEqual({ state: 1, label: 5 });
    search.advance(1);
    expect(search.sighting(0)).toEqual({ state: 2, label: IN_STATE });
    expect(storyLength(search, 0)).toBe(1);
  });

  it('keeps a sighting on an edge when the next level shows the mark no nearer in a state', () => {
    const edges = [{ from: 0, label: 9, to: 1 }];
    const marks = [
      { at: 0, mark: 0, label: 9 },
      { at: 1, mark: 0, label: IN_STATE },
    ];
    expect(exhausted(graphSystem({ initial: [0], edges, marks })).sighting(0)).toEqual({ state: 0, label: 9 });
  });

  it('refuses a system that marks something while it lists its initial states', () => {
    const hasty: System = { width: 1, initial: (into) => into.mark(0, IN_STATE), expand: () => undefined };
    expect(() => new Search(hasty)).toThrow('a system marked something while it listed its initial states');
  });

  for (const state of [-1, 1, 0.5]) {
    it(`knows neither words nor way of a state number ${state} that it has not found`, () => {
      const search = new Search(graphSystem({ initial: [0], edges: [], marks: [] }));
      const missing = new RangeError(`there is no state ${state} among the 1 found`);
      expect(() => search.path(state)).toThrow(missing);
      expect(() => search.read(state, new Int32Array(1))).toThrow(missing);
    });
  }
});

describe('a bounded search', () => {
  it('stops at exactly the bound, in the middle of a state if need be, and says so', () => {
    const search = new Search(gridSystem(3, 9), { maxStates: 3 });
    expect(search.advance(1000)).toBe(false);
    // The initial state has three successors; the third is not looked at.
    expect(counts(search)).toEqual({ distinct: 3, generated: 3, depth: 2, queue: 2, bounded: true });
  });

  it('finds no more initial states than the bound allows', () => {
    const search = new Search(graphSystem({ initial: [1, 2, 3], edges: [], marks: [] }), { maxStates: 2 });
    expect(search.advance(1)).toBe(false);
    expect(counts(search)).toEqual({ distinct: 2, generated: 2, depth: 1, queue: 2, bounded: true });
  });

  it('is exhaustive when the bound is one more than the states there are, and not when it is as many', () => {
    const search = (maxStates: number) => {
      const bounded = new Search(gridSystem(2, 9), { maxStates });
      while (bounded.advance(7));
      return bounded;
    };
    expect(counts(search(101))).toEqual(counts(exhausted(gridSystem(2, 9))));
    expect(search(100).bounded).toBe(true);
  });
});
