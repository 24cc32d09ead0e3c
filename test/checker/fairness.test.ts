import { describe, expect, it } from 'vitest';
import { Fairness } from '../../checker/fairness.ts';
import { graphOf, strong, weak } from './written-graph.ts';

describe('fairness', () => {
  const graph = graphOf(3, [
    [0, 4, 1],
    [0, 9, 2],
    [1, 2, 2],
  ]);

  it('knows the classes of an edge by its label, and those of a state by its edges', () => {
    const fairness = new Fairness(graph, [weak(4, 2), strong(4), weak(3)]);
    expect([fairness.weak, fairness.strong]).toEqual([0b101, 0b010]);
    expect([0, 1, 2].map((edge) => fairness.of(edge))).toEqual([0b011, 0, 0b001]);
    expect([0, 1, 2].map((state) => fairness.enabledIn(state))).toEqual([0b011, 0b001, 0]);
  });

  it('asks nothing where there is no class', () => {
    const fairness = new Fairness(graph, []);
    expect([fairness.weak, fairness.strong, fairness.of(0), fairness.enabledIn(0)]).toEqual([0, 0, 0, 0]);
  });
});
