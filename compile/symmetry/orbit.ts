/** The orbit of a state, listed: what a reduction is checked by. A search never lists one. */
import { actOn, type CellAction } from '../../spec/schema/permute.ts';

/** Every state that the group which `generators` generate makes of one, that one first. Codes must be below 2^16. */
export function orbitOf(cells: Int32Array, generators: readonly CellAction[]): readonly Int32Array[] {
  const orbit = [cells];
  const seen = new Set([String.fromCharCode(...cells)]);
  for (const state of orbit) {
    for (const generator of generators) {
      const image = actOn(state, generator);
      const key = String.fromCharCode(...image);
      if (!seen.has(key)) orbit.push(image);
      seen.add(key);
    }
  }
  return orbit;
}
