/**
 * How likely it is that a search by fingerprints has left out a state, because it took it for another one. Two estimates,
 * those that TLC prints; neither is a proof.
 */

/** Probabilities that at least one state was left out. */
export interface Omission {
  /** If fingerprints are as good as random: the number of distinct states times that of the other look-ups, over 2^64. */
  readonly optimistic: number;
  /** By the fingerprints there are: the inverse of the smallest gap between two of them; 0 if there are not two. */
  readonly observed: number;
}

/**
 * @param distinct Number of states found.
 * @param looked Number of states looked up, the distinct ones included.
 * @param slots The slots of the table, two words each, not all of them taken.
 */
export function omission(distinct: number, looked: number, slots: Int32Array): Omission {
  return { optimistic: (distinct * (looked - distinct)) / 2 ** 64, observed: 1 / smallestGap(slots) };
}

/**
 * The smallest difference of two fingerprints, high word first; infinite if there are not two. Rounded beyond 2^53.
 *
 * Homes are in the order of fingerprints, and all slots from the home of a fingerprint to its own are taken. So the two
 * nearest stand in the same run of taken slots or in neighbouring runs, in the circle of slots.
 */
function smallestGap(slots: Int32Array): number {
  const end = slots.length;
  let smallest = Number.POSITIVE_INFINITY;
  for (let at = 0; at < end; at += 2) {
    const high = slots[at] as number;
    const low = slots[at + 1] as number;
    if ((high | low) === 0) continue;
    let runs = 1;
    let free = false;
    for (let other = (at + 2) % end; other !== at; other = (other + 2) % end) {
      const otherHigh = slots[other] as number;
      const otherLow = slots[other + 1] as number;
      if ((otherHigh | otherLow) === 0) {
        free = true;
        continue;
      }
      if (free && ++runs === 3) break;
      free = false;
      const gap = Math.abs(((high >>> 0) - (otherHigh >>> 0)) * 2 ** 32 + ((low >>> 0) - (otherLow >>> 0)));
      if (gap < smallest) smallest = gap;
    }
  }
  return smallest;
}
