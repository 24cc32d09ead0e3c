/** "Did you mean …?" */

/** How many letters must be put in, left out, changed or swapped with their neighbour to turn one text into another. */
function distance(one: string, other: string): number {
  let older: number[] = [];
  let old: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let at = 1; at <= one.length; at++) {
    [older, old, row] = [old, row, [at]];
    for (let to = 1; to <= other.length; to++) {
      const same = one[at - 1] === other[to - 1];
      const swapped = at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1];
      row[to] = Math.min(
        (old[to] as number) + 1,
        (row[to - 1] as number) + 1,
        (old[to - 1] as number) + (same ? 0 : 1),
        swapped ? (older[to - 2] as number) + 1 : Number.POSITIVE_INFINITY,
      );
    }
  }
  return row[other.length] as number;
}

/** How far a text is from a name, or from what follows the subsystem in it: `entry-owner` of `iommu/entry-owner`. */
const nearness = (text: string, name: string): number =>
  Math.min(distance(text, name), distance(text, name.slice(name.indexOf('/') + 1)));

/** The name that was probably meant, of which no more than a third is wrong; null if there is none. */
export function suggestion(text: string, names: readonly string[]): string | null {
  const [nearest] = names
    .map((name) => ({ name, far: nearness(text, name) }))
    .filter(({ far }) => far <= Math.max(1, Math.floor(text.length / 3)))
    .toSorted((one, other) => one.far - other.far);
  return nearest?.name ?? null;
}
