import { describe, expect, it } from 'vitest';
import { ROOT, SearchTree } from '../../checker/search-tree.ts';

describe('the breadth-first tree', () => {
  it('leads to an initial state over no edge, whatever its label', () => {
    const tree = new SearchTree();
    tree.add(ROOT, 4);
    expect(tree.path(0)).toEqual([]);
  });

  it('lists labels from the initial state on', () => {
    const tree = new SearchTree();
    tree.add(ROOT, 0);
    tree.add(ROOT, 0);
    tree.add(1, 30);
    tree.add(0, 31);
    tree.add(2, 32);
    expect(tree.path(4)).toEqual([30, 32]);
    expect(tree.path(3)).toEqual([31]);
  });

  it('keeps a way of 10,000 steps when it grows', () => {
    const tree = new SearchTree();
    for (let state = 0; state <= 10_000; state++) tree.add(state - 1, state);
    expect(tree.path(10_000)).toEqual(Array.from({ length: 10_000 }, (_, i) => i + 1));
  });
});
