/** A device sends a message of any form: `page_request_message` of the specification. */
import { pasidLimit } from '../../spec/arguments.ts';
import { errnoNumbers } from '../../spec/errno.ts';
import { find, put } from '../hash-region.ts';
import { deviceAt, type Regions } from '../regions.ts';
import { deviceRow } from '../rows.ts';
import { bitOf, blockKey, blockOf, requestSlot } from '../slots.ts';
import { countWaiting } from './counts.ts';
import { dropGroupsIfEmpty, findGroups, groupsFor, setBit } from './groups.ts';
import { enqueue, formNumber, formWord, isLast, takesNothing } from './queue.ts';
import { take } from './thread.ts';

const { EBUSY, ENODEV, ENOMEM } = errnoNumbers;
const { outstanding } = requestSlot;
const { gone } = deviceRow;
const last = formNumber('last');
const notLast = formNumber('not-last');
const withData = formNumber('private');
const stopMarker = formNumber('stop-marker');
const limit = pasidLimit;

/** `page` and `mode` are numbers of the specification; `rawPasid` is any 32 bits. */
export function pageRequestMessage(
  words: Int32Array,
  at: Regions,
  device: number,
  rawPasid: number,
  grpid: number,
  page: number,
  mode: number,
): number {
  const row = rawPasid >>> 0 < limit ? rawPasid : 0;
  return send(words, at, device, row, grpid, page + last, mode);
}

/** Sends a message; `row` is 0 for none. */
export function send(
  words: Int32Array,
  at: Regions,
  device: number,
  row: number,
  grpid: number,
  form: number,
  mode: number,
): number {
  if (words[deviceAt(at, device) + gone] !== 0) return -ENODEV;
  const key = blockKey(row, blockOf(grpid));
  const bit = bitOf(grpid);
  if (row !== 0 && form !== stopMarker) {
    const slot = find(words, at.requests, device, key);
    if (slot >= 0 && ((words[slot + outstanding] as number) & bit) !== 0) return -EBUSY;
  }
  const queued = (words[at.prqLimit] as number) > 0;
  if (queued && takesNothing(words, at)) return lose(words, at, device, row, key, bit, form);
  if (row !== 0 && !remember(words, at, device, key, bit, form)) return -ENOMEM;
  if (queued) enqueue(words, at, device, row, grpid, formWord(form, mode));
  else take(words, at, device, row, grpid, form, mode);
  return 0;
}

/** What the device remembers of a message that it has sent. Gives false when there is no room. */
function remember(words: Int32Array, at: Regions, device: number, key: number, bit: number, form: number): boolean {
  if (form === notLast) return words[at.prqs] === 0 || begin(words, at, device, key, bit);
  if (!isLast(form)) return true;
  const brought = form !== withData || words[at.prqs] === 0 || bring(words, at, device, key, bit);
  return brought && wait(words, at, device, key, bit);
}

/** Room is left for what the thread has to take note of. */
function begin(words: Int32Array, at: Regions, device: number, key: number, bit: number): boolean {
  const slot = groupsFor(words, at, device, key, at.partials.limit - (words[at.prqLimit] as number));
  if (slot < 0) return false;
  setBit(words, at, slot, 'begun', bit, 1);
  return true;
}

/** The device sends private data with its last page. */
function bring(words: Int32Array, at: Regions, device: number, key: number, bit: number): boolean {
  if (!hasRoom(words, at, device, key)) return false;
  const slot = groupsFor(words, at, device, key, at.partials.limit - (words[at.prqLimit] as number));
  if (slot < 0) return false;
  setBit(words, at, slot, 'privateData', bit, 1);
  return true;
}

/** Whether there is a block to wait in, or room for one. */
function hasRoom(words: Int32Array, at: Regions, device: number, key: number): boolean {
  const { requests } = at;
  return (words[requests.count] as number) < requests.limit || find(words, requests, device, key) >= 0;
}

function wait(words: Int32Array, at: Regions, device: number, key: number, bit: number): boolean {
  if (!hasRoom(words, at, device, key)) return false;
  const slot = put(words, at.requests, device, key);
  words[slot + outstanding] = (words[slot + outstanding] as number) | bit;
  countWaiting(words, at, device, 1);
  return true;
}

/** Hardware drops a message, and answers a last page itself. */
function lose(
  words: Int32Array,
  at: Regions,
  device: number,
  row: number,
  key: number,
  bit: number,
  form: number,
): number {
  if (row !== 0 && form === notLast && !begin(words, at, device, key, bit)) return -ENOMEM;
  words[at.prqOverflow] = 1;
  const slot = isLast(form) && row !== 0 ? findGroups(words, at, device, key) : -1;
  if (slot < 0) return 0;
  setBit(words, at, slot, 'begun', bit, 0);
  setBit(words, at, slot, 'dropped', bit, 0);
  dropGroupsIfEmpty(words, at, slot);
  return 0;
}
