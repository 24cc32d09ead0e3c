/** Searches run to their end, everything they find as plain data, and random systems for them, in batches and not. */
import fc from 'fast-check';
import { BatchSearch, type BatchSearchOptions } from '../../checker/batch-search.ts';
import type { BatchSystem } from '../../checker/batch-system.ts';
import { IN_STATE } from '../../checker/expansion.ts';
import { Search } from '../../checker/search.ts';
import type { System } from '../../checker/system.ts';
import { batched } from './batched.ts';
import { type Graph, gridSystem } from './graph.ts';

/** Enough for every system in these tests, and little enough to reserve it hundreds of times. */
export const memoryBytes = 2 ** 22;

/** A search of `system` to its end. */
export function exhausted(system: BatchSystem, options: BatchSearchOptions = {}): BatchSearch {
  const search = new BatchSearch(system, { memoryBytes, ...options });
  while (search.advance(1000));
  return search;
}

/** A plain search of `system` to its end, or to `maxStates` states. */
export function plainlyExhausted(system: System, maxStates = Number.POSITIVE_INFINITY): Search {
  const search = new Search(system, { maxStates });
  while (search.advance(1000));
  return search;
}

export function counts({ distinct, generated, depth, queue, bounded }: Search | BatchSearch) {
  return { distinct, generated, depth, queue, bounded };
}

/** The counts, the words of every state by number and the way there, and where each of `marks` marks is seen. */
export function everything(search: Search | BatchSearch, width: number, marks: number) {
  const states = Array.from({ length: search.distinct }, (_, state) => {
    const words = new Int32Array(width);
    search.read(state, words);
    return { words: [...words], path: search.path(state) };
  });
  return { ...counts(search), states, sightings: Array.from({ length: marks }, (_, mark) => search.sighting(mark)) };
}

const node = fc.nat(11);
const label = fc.nat(3);

/** What `graphs` are bounded by. */
export const graphDimensions = { labels: 4, marks: 21, branching: 40 };

/** Random graphs of up to twelve nodes. */
export const graphs: fc.Arbitrary<Graph> = fc.record({
  initial: fc.array(node, { maxLength: 4 }),
  edges: fc.array(fc.record({ from: node, label, to: node }), { maxLength: 40 }),
  marks: fc.array(
    fc.record({
      at: node,
      mark: fc.nat(graphDimensions.marks - 1),
      label: fc.oneof(fc.constant(IN_STATE), label),
    }),
    { maxLength: 12 },
  ),
});

/** Sizes of batches, of which results must not depend. */
export const batches = fc.constantFrom(1, 2, 3, 64);

/** A grid as in `gridSystem`, in batches, that knows its counters to be independent. */
export function grid(counters: number, top: number): BatchSystem {
  const bits = Array.from({ length: counters }, (_, counter) => 1 << counter);
  const all = (1 << counters) - 1;
  const independence = {
    masks: 1,
    before: Int32Array.from(bits, (bit) => bit - 1),
    independent: Int32Array.from(bits, (bit) => all & ~bit),
  };
  return batched(gridSystem(counters, top), { labels: counters, marks: 0, branching: counters, independence });
}
