/** The states of a system in the order in which a breadth-first search finds them, up to a bound. */
import { Search } from '../../checker/search.ts';
import type { System } from '../../checker/system.ts';

export function reachable(system: System, maxStates: number): Int32Array[] {
  const search = new Search(system, { maxStates });
  search.advance(Number.POSITIVE_INFINITY);
  return Array.from({ length: search.distinct }, (_, state) => {
    const words = new Int32Array(system.width);
    search.read(state, words);
    return words;
  });
}
