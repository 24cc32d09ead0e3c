/** Responses on the wire, and what becomes of the requests they answer. */
import { responseCodes } from '../../spec/arguments.ts';
import { find, removeAt } from '../hash-region.ts';
import { bindAt, descriptorAt, deviceAt, type Regions } from '../regions.ts';
import { bindRow, descriptorRow, deviceRow } from '../rows.ts';
import { bitOf, blockKey, blockOf, requestSlot, tableSlot, withoutDomain } from '../slots.ts';
import { countOwed, countWaiting } from './counts.ts';
import { endGroup, endRow, findGroups, hasBit } from './groups.ts';
import { empty, isLast, pageForm, pageOf } from './queue.ts';

const { outstanding, pending } = requestSlot;
const { blocks } = tableSlot;
const { uprgi, response } = deviceRow;
const { device: deviceOf, pasid: pasidOf, grpid: grpidOf, form: formOf } = descriptorRow;
const { INVALID } = responseCodes;
/** The word of a slot that holds the second integer of its key. */
const keyOfBlock = 1;

/**
 * Answers one pending request of a block on the wire and takes it off the list. The device, if it waits for no such
 * response, notes an unexpected page request group index (UPRGI).
 */
export function respond(words: Int32Array, at: Regions, device: number, slot: number, bit: number, code: number): void {
  words[slot + pending] = (words[slot + pending] as number) & ~bit;
  countOwed(words, at, device, -1);
  answer(words, at, device, slot, bit, code);
}

/** Adds to the code of a response, plus 1, where private data came back. */
export const withData = 4;

/** What is seen of a response where the link is watched. */
function tell(words: Int32Array, at: Regions, device: number, key: number, bit: number, code: number): void {
  const groups = findGroups(words, at, device, key);
  const returned = groups >= 0 && hasBit(words, groups, 'privateData', bit) ? 1 : 0;
  setResponse(words, at, device, code + 1 + withData * returned);
}

/** Puts what was last answered to a device, and keeps the counts. */
export function setResponse(words: Int32Array, at: Regions, device: number, seen: number): void {
  const place = deviceAt(at, device) + response;
  const before = words[place] as number;
  words[place] = seen;
  words[at.answered] = (words[at.answered] as number) + Math.sign(seen) - Math.sign(before);
  words[at.returned] = (words[at.returned] as number) + (seen >> 2) - (before >> 2);
}

/** The number under which a pending request of a row is shown to the guest that is to answer it. */
export const shownPasid = (words: Int32Array, at: Regions, row: number): number =>
  (words[bindAt(at, row) + bindRow.gpasid] as number) || row;

/** Answers a request of a block on the wire, on the list or not. */
export function answer(words: Int32Array, at: Regions, device: number, slot: number, bit: number, code: number): void {
  const waited = words[slot + outstanding] as number;
  if (words[at.links] !== 0) tell(words, at, device, words[slot + keyOfBlock] as number, bit, code);
  if (words[at.prqs] !== 0) endGroup(words, at, device, words[slot + keyOfBlock] as number, bit);
  if ((waited & bit) !== 0) {
    words[slot + outstanding] = waited & ~bit;
    countWaiting(words, at, device, -1);
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
  const waiting = words[at.outstanding] as number;
  if (words[at.prqs] !== 0) drainQueue(words, at, device, hpasid);
  let left = (words[table + blocks] as number) & withoutDomain;
  words[table + blocks] = (words[table + blocks] as number) & ~withoutDomain;
  for (; left !== 0; left &= left - 1) {
    const block = 31 - Math.clz32(left & -left);
    const slot = find(words, at.requests, device, blockKey(hpasid, block));
    if (slot >= 0) drainBlock(words, at, device, slot);
  }
  if (words[at.prqs] !== 0) endRow(words, at, device, hpasid);
  // Of what a drain answers only the code is kept, which is the same for all.
  const answered = words[at.links] !== 0 && words[at.outstanding] !== waiting;
  if (answered) setResponse(words, at, device, INVALID + 1);
}

/** Ends what was queued, as if the thread had come past it. */
function drainQueue(words: Int32Array, at: Regions, device: number, hpasid: number): void {
  const limit = words[at.prqLimit] as number;
  for (let left = words[at.prqCount] as number, place = words[at.prqHead] as number; left > 0; left--) {
    const descriptor = descriptorAt(at, place);
    place = (place + 1) % limit;
    if (words[descriptor + deviceOf] !== device || words[descriptor + pasidOf] !== hpasid) continue;
    if (isLast(pageOf(words[descriptor + formOf] as number))) {
      const grpid = words[descriptor + grpidOf] as number;
      const slot = find(words, at.requests, device, blockKey(hpasid, blockOf(grpid)));
      answer(words, at, device, slot, bitOf(grpid), INVALID);
      dropIfEmpty(words, at, slot);
    }
    empty(words, descriptor, pageForm.void);
  }
}

function drainBlock(words: Int32Array, at: Regions, device: number, slot: number): void {
  for (;;) {
    const owed = words[slot + pending] as number;
    if (owed === 0) break;
    respond(words, at, device, slot, owed & -owed, INVALID);
  }
  dropIfEmpty(words, at, slot);
}
