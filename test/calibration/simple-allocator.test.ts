import { describe, expect, it } from 'vitest';
import { Search } from '../../checker/search.ts';
import { naiveSearch } from '../checker/naive.ts';
import { marks, type SimpleAllocatorFault, simpleAllocator } from './simple-allocator.ts';

const FAULT: SimpleAllocatorFault = 'resources are allocated though others hold them';

function search(fault?: SimpleAllocatorFault): Search {
  const search = new Search(simpleAllocator(3, 2, fault));
  while (search.advance(10_000));
  return search;
}

describe('the simple allocator', () => {
  it('has the 400 distinct and 1,633 generated states in 6 levels that TLC records for three clients and two resources', () => {
    const { distinct, generated, depth } = search();
    expect({ distinct, generated, depth }).toEqual({ distinct: 400, generated: 1633, depth: 6 });
  });

  it('never lets two clients hold the same resource', () => {
    expect(search().sighting(marks.shared)).toBeUndefined();
  });

  it('cannot serve three clients at once with two resources', () => {
    expect(search().sighting(marks.allServed)).toBeUndefined();
  });

  it(`lets two clients hold the same resource after four steps when ${FAULT}, and not sooner`, () => {
    const faulty = search(FAULT);
    const sighting = faulty.sighting(marks.shared);
    expect(sighting && faulty.path(sighting.state)).toHaveLength(4);
    expect(naiveSearch(simpleAllocator(3, 2, FAULT)).stories.get(marks.shared)).toBe(4);
  });

  it(`serves three clients at once with two resources when ${FAULT}`, () => {
    const faulty = search(FAULT);
    const sighting = faulty.sighting(marks.allServed);
    expect(sighting && faulty.path(sighting.state)).toHaveLength(6);
  });
});
