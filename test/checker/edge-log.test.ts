import { describe, expect, it } from 'vitest';
import { EdgeLog } from '../../checker/edge-log.ts';
import { Search } from '../../checker/search.ts';
import { graphSystem, gridSystem } from './graph.ts';
import { graphOf } from './written-graph.ts';

describe('the log of edges', () => {
  it('gives the edges of each state in the order in which they came', () => {
    const log = new EdgeLog();
    log.add(2, 7);
    log.add(0, 8);
    log.endState();
    log.endState();
    log.add(1, 9);
    log.endState();
    const written = graphOf(3, [
      [0, 7, 2],
      [0, 8, 0],
      [2, 9, 1],
    ]);
    expect(log.graph(1)).toEqual(written);
  });

  it('keeps every edge and state when it grows', () => {
    const log = new EdgeLog();
    for (let state = 0; state < 1000; state++) {
      for (const label of [0, 1]) log.add(state + label, label);
      log.endState();
    }
    const { states, offsets, targets, labels } = log.graph(1);
    expect([states, offsets[1000], targets.length, labels.length]).toEqual([1000, 2000, 2000, 2000]);
    expect([offsets[999], targets[1998], labels[1999]]).toEqual([1998, 999, 1]);
  });
});

describe('the graph of a search', () => {
  const edges = [
    { from: 1, label: 3, to: 2 },
    { from: 1, label: 4, to: 1 },
    { from: 2, label: 5, to: 3 },
    { from: 2, label: 6, to: 1 },
  ];
  const system = graphSystem({ initial: [1, 2, 1], edges, marks: [] });

  it('has every edge between the states by number, back to themselves included, and the initial states first', () => {
    const search = new Search(system, { graphUpTo: 3 });
    search.advance(2);
    expect(search.graph).toBeUndefined();
    search.advance(1);
    const written = graphOf(
      3,
      [
        [0, 3, 1],
        [0, 4, 0],
        [1, 5, 2],
        [1, 6, 0],
      ],
      2,
    );
    expect(search.graph).toEqual(written);
  });

  it('is not kept unless it is asked for, of more states than that, or of a search that was stopped', () => {
    const graphOfAll = (graphUpTo: number | undefined, maxStates = 1000) => {
      const search = new Search(gridSystem(2, 9), { maxStates, ...(graphUpTo === undefined ? {} : { graphUpTo }) });
      while (search.advance(7));
      return search.graph;
    };
    expect(graphOfAll(undefined)).toBeUndefined();
    expect(graphOfAll(99)).toBeUndefined();
    expect(graphOfAll(100)?.targets).toHaveLength(180);
    expect(graphOfAll(100, 50)).toBeUndefined();
  });
});
