/**
 * The same search as `checker/search.ts`, dull on purpose: states are JSON strings in a map, and nothing is
 * shared with the checker but the buffer that a system writes to. It knows no bound and keeps no path.
 */
import { Expansion } from '../../checker/expansion.ts';
import type { System } from '../../checker/system.ts';

/** What a naive search finds. */
export interface NaiveResult {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  /** Steps from an initial state to each state, whose key is the JSON text of its words. */
  readonly distances: ReadonlyMap<string, number>;
  /** Length of a shortest story that ends in each mark seen. */
  readonly stories: ReadonlyMap<number, number>;
}

/** The states in `into`, as arrays of words. */
export function statesIn(into: Expansion, width: number): number[][] {
  return Array.from({ length: into.count }, (_, i) => [...into.words.subarray(i * width, (i + 1) * width)]);
}

/** Searches `system` level by level until a level is empty. */
export function naiveSearch(system: System): NaiveResult {
  const distances = new Map<string, number>();
  const stories = new Map<number, number>();
  const into = new Expansion(system.width);

  system.initial(into);
  let found = statesIn(into, system.width);
  let generated = found.length;
  let depth = 0;
  for (;;) {
    const level: number[][] = [];
    for (const state of found) {
      const key = JSON.stringify(state);
      if (distances.has(key)) continue;
      distances.set(key, depth);
      level.push(state);
    }
    if (level.length === 0) return { distinct: distances.size, generated, depth, distances, stories };

    found = [];
    for (const state of level) {
      into.clear();
      system.expand(Int32Array.from(state), 0, into);
      found.push(...statesIn(into, system.width));
      for (let i = 0; i < into.markCount; i++) {
        const mark = into.marks[i] as number;
        const length = depth + ((into.markLabels[i] as number) >= 0 ? 1 : 0);
        stories.set(mark, Math.min(length, stories.get(mark) ?? length));
      }
    }
    generated += found.length;
    depth++;
  }
}
