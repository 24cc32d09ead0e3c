/** Responses on the wire, and what becomes of the requests they answer. */
import { find, removeAt } from '../hash-region.ts';
import { deviceAt, type Regions } from '../regions.ts';
import { deviceRow } from '../rows.ts';
import { blockKey, requestSlot, tableSlot } from '../slots.ts';

const { outstanding, pending } = requestSlot;
const { blocks } = tableSlot;
const { uprgi } = deviceRow;

/**
 * Answers one pending request of a block on the wire and takes it off the list. The device, if it waits for no such
 * response, notes an unexpected page request group index (UPRGI).
 */
export function respond(words: Int32Array, at: Regions, device: number, slot: number, bit: number): void {
  const waited = words[slot + outstanding] as number;
  words[slot + pending] = (words[slot + pending] as number) & ~bit;
  words[at.pending] = (words[at.pending] as number) - 1;
  if ((waited & bit) !== 0) {
    words[slot + outstanding] = waited & ~bit;
    words[at.outstanding] = (words[at.outstanding] as number) - 1;
  } else {
    const flag = deviceAt(at, device) + uprgi;
    words[at.unexpected] = (words[at.unexpected] as number) + 1 - (words[flag] as number);
    words[flag] = 1;
  }
}

/** Gives up the slot of a block in which nothing waits any more. */
export function dropIfEmpty(words: Int32Array, at: Regions, slot: number): void {
  const waiting = (words[slot + outstanding] as number) | (words[slot + pending] as number);
  if (waiting === 0) removeAt(words, at.requests, slot);
}

/** Answers every request that is pending for a PASID of a device; `table` is the slot of its row. */
export function drain(words: Int32Array, at: Regions, device: number, hpasid: number, table: number): void {
  let left = words[table + blocks] as number;
  words[table + blocks] = 0;
  for (; left !== 0; left &= left - 1) {
    const block = 31 - Math.clz32(left & -left);
    const slot = find(words, at.requests, device, blockKey(hpasid, block));
    if (slot >= 0) drainBlock(words, at, device, slot);
  }
}

function drainBlock(words: Int32Array, at: Regions, device: number, slot: number): void {
  for (;;) {
    const owed = words[slot + pending] as number;
    if (owed === 0) break;
    respond(words, at, device, slot, owed & -owed);
  }
  dropIfEmpty(words, at, slot);
}
