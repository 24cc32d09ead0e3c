import { expect, it } from 'vitest';
import { OneByOne } from '../../checker/one-by-one.ts';
import { Search } from '../../checker/search.ts';
import { batched } from './batched.ts';
import { gridSystem } from './graph.ts';

it('a batched system expanded state by state has the states and the edges of the plain one', () => {
  const grid = gridSystem(3, 4);
  const searched = [grid, new OneByOne(batched(grid, { branching: 3, labels: 3, marks: 0 }))].map((system) => {
    const search = new Search(system, { graphUpTo: 1000 });
    search.advance(Number.POSITIVE_INFINITY);
    return { ...search.graph, distinct: search.distinct, generated: search.generated };
  });
  expect(searched[0]?.distinct).toBe(125);
  expect(searched[1]).toEqual(searched[0]);
});
