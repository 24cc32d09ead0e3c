/** A device sends a page request: `page_request` of the specification. */

import { pasidLimit } from '../../spec/arguments.ts';
import { errnoNumbers } from '../../spec/errno.ts';
import { find, put } from '../hash-region.ts';
import { findEntry } from '../iommu/pasid-table.ts';
import type { Regions } from '../regions.ts';
import { bitOf, blockKey, blockOf, requestSlot, tableSlot } from '../slots.ts';
import { countOwed, countWaiting } from './counts.ts';
import { send } from './page-request-message.ts';
import { formNumber } from './queue.ts';

const { EBUSY, EINVAL, ENOMEM } = errnoNumbers;
const { outstanding, pending } = requestSlot;
const { blocks } = tableSlot;
const last = formNumber('last');
const limit = pasidLimit;

/** `row` is the PASID as the hardware sends it, any 32 bits; `grpid` is 0 … 511. */
export function pageRequest(words: Int32Array, at: Regions, device: number, row: number, grpid: number): number {
  if (words[at.prqs] !== 0) return send(words, at, device, row >>> 0 < limit ? row : 0, grpid, last, 0);
  const table = findEntry(words, at, device, row);
  if (table < 0) return -EINVAL;
  const slot = blockFor(words, at, device, row, blockOf(grpid), table);
  if (slot < 0) return -ENOMEM;
  const waited = words[slot + outstanding] as number;
  const owed = words[slot + pending] as number;
  const bit = bitOf(grpid);
  if ((waited & bit) !== 0) return -EBUSY;
  words[slot + outstanding] = waited | bit;
  countWaiting(words, at, device, 1);
  if ((owed & bit) !== 0) return 0;
  words[slot + pending] = owed | bit;
  countOwed(words, at, device, 1);
  return 0;
}

/** The slot of a block, which is made where there is none; -1 when there is no room. */
function blockFor(words: Int32Array, at: Regions, device: number, row: number, block: number, table: number): number {
  const { requests } = at;
  words[table + blocks] = (words[table + blocks] as number) | (1 << block);
  if ((words[requests.count] as number) < requests.limit) return put(words, requests, device, blockKey(row, block));
  return find(words, requests, device, blockKey(row, block));
}
