/** How many requests a device waits for, and how many the host owes a response; in all, and for each device. */
import { deviceAt, type Regions } from '../regions.ts';
import { deviceRow } from '../rows.ts';

const { waiting, owed } = deviceRow;

/** `more` is 1 or -1, or as many as end at once. */
export function countWaiting(words: Int32Array, at: Regions, device: number, more: number): void {
  const row = deviceAt(at, device) + waiting;
  words[row] = (words[row] as number) + more;
  words[at.outstanding] = (words[at.outstanding] as number) + more;
}

export function countOwed(words: Int32Array, at: Regions, device: number, more: number): void {
  const row = deviceAt(at, device) + owed;
  words[row] = (words[row] as number) + more;
  words[at.pending] = (words[at.pending] as number) + more;
}
