/** What the thread of the page request queue makes of a message: the classification, and what follows from it. */

import { responseCodes } from '../../spec/arguments.ts';
import { find } from '../hash-region.ts';
import { findEntry } from '../iommu/pasid-table.ts';
import { deviceAt, type Regions } from '../regions.ts';
import { deviceRow } from '../rows.ts';
import { bitOf, blockKey, blockOf, requestSlot, tableSlot } from '../slots.ts';
import { countOwed } from './counts.ts';
import { dropGroupsIfEmpty, findGroups, groupsFor, hasBit, setBit } from './groups.ts';
import { formNumber, isLast } from './queue.ts';
import { answer, dropIfEmpty } from './respond.ts';

const { pending } = requestSlot;
const { blocks } = tableSlot;
const { unhandled } = deviceRow;
const stopMarker = formNumber('stop-marker');

/** Takes a message; `row` is 0 for none, and `mode` 0 for the ordinary one. */
export function take(
  words: Int32Array,
  at: Regions,
  device: number,
  row: number,
  grpid: number,
  form: number,
  mode: number,
): void {
  if (form === stopMarker || row === 0) return;
  const block = blockOf(grpid);
  const key = blockKey(row, block);
  const bit = bitOf(grpid);
  const isServed = mode === 0 && words[deviceAt(at, device) + unhandled] === 0;
  const table = isServed ? findEntry(words, at, device, row) : -1;
  if (table < 0) {
    if (isLast(form)) rejectLast(words, at, device, key, bit);
    else rejectPart(words, at, device, key, bit);
  } else if (isLast(form)) {
    words[table + blocks] = (words[table + blocks] as number) | (1 << block);
    complete(words, at, device, key, bit);
  } else keep(words, at, device, key, bit);
}

/** A page before the last is not served: its group fails. */
function rejectPart(words: Int32Array, at: Regions, device: number, key: number, bit: number): void {
  if (words[at.prqs] === 0) return;
  const slot = groupsFor(words, at, device, key, at.partials.limit);
  // Unless the end of the group was lost, so that the device has gone on.
  setBit(words, at, slot, 'dropped', bit, hasBit(words, slot, 'begun', bit) ? 1 : 0);
  setBit(words, at, slot, 'kept', bit, 0);
  setBit(words, at, slot, 'failed', bit, 1);
}

function keep(words: Int32Array, at: Regions, device: number, key: number, bit: number): void {
  if (words[at.prqs] === 0) return;
  const slot = groupsFor(words, at, device, key, at.partials.limit);
  if (!hasBit(words, slot, 'failed', bit)) setBit(words, at, slot, 'kept', bit, 1);
}

/** Forgets what is kept of a group. Gives whether it has failed. */
function forget(words: Int32Array, at: Regions, device: number, key: number, bit: number): boolean {
  const slot = findGroups(words, at, device, key);
  if (slot < 0) return false;
  const hasFailed = hasBit(words, slot, 'failed', bit);
  setBit(words, at, slot, 'kept', bit, 0);
  setBit(words, at, slot, 'failed', bit, 0);
  dropGroupsIfEmpty(words, at, slot);
  return hasFailed;
}

function rejectLast(words: Int32Array, at: Regions, device: number, key: number, bit: number): void {
  forget(words, at, device, key, bit);
  answerInvalid(words, at, device, key, bit);
}

/** Reports a group with its last page, or answers it INVALID. */
function complete(words: Int32Array, at: Regions, device: number, key: number, bit: number): void {
  if (forget(words, at, device, key, bit)) {
    answerInvalid(words, at, device, key, bit);
    return;
  }
  const slot = find(words, at.requests, device, key);
  words[slot + pending] = (words[slot + pending] as number) | bit;
  countOwed(words, at, device, 1);
}

/** Answers what was never reported. */
function answerInvalid(words: Int32Array, at: Regions, device: number, key: number, bit: number): void {
  const slot = find(words, at.requests, device, key);
  answer(words, at, device, slot, bit, responseCodes.INVALID);
  dropIfEmpty(words, at, slot);
}
