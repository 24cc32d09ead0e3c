/** A walk through a small group: exchanges to be applied one after the other, so that every element is come to. */
import type { CellAction } from '../../spec/schema/permute.ts';
import { composed, keyOf } from './image.ts';

/** Groups of more elements are not tried element by element. */
export const elementsMax = 1000;

export interface Walk {
  /** How many elements the group has. */
  readonly elements: number;
  /** Numbers of generators. The walk begins at the element that changes nothing. */
  readonly steps: readonly number[];
}

const nothing = (cells: number): CellAction => ({
  to: Int32Array.from({ length: cells }, (_, cell) => cell),
  codes: Array<null>(cells).fill(null),
});

/**
 * @param generators each its own inverse.
 * @param cells of a state.
 * @returns null where the group has too many elements.
 */
export function walkOf(generators: readonly CellAction[], cells: number): Walk | null {
  const start = nothing(cells);
  const seen = new Set([keyOf(start)]);
  const steps: number[] = [];
  /** The way from the start to where the walk is. */
  const way: { readonly at: CellAction; readonly by: number }[] = [{ at: start, by: -1 }];
  let end = 0;
  for (let here = way.at(-1); here !== undefined; here = way.at(-1)) {
    const { at } = here;
    const next = generators.map((each) => composed(at, each)).findIndex((each) => !seen.has(keyOf(each)));
    if (next < 0) {
      way.pop();
      // Back by the same exchange. The last way back leads to nothing new and is cut off below.
      if (here.by >= 0) steps.push(here.by);
      continue;
    }
    const image = composed(at, generators[next] as CellAction);
    if (seen.add(keyOf(image)).size > elementsMax) return null;
    end = steps.push(next);
    way.push({ at: image, by: next });
  }
  return { elements: seen.size, steps: steps.slice(0, end) };
}
