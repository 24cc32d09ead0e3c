/** A VMM answers a page request: `page_response` of the specification. */
import { grpidLimit, responseCodes } from '../../spec/arguments.ts';
import { errnoNumbers } from '../../spec/errno.ts';
import { find } from '../hash-region.ts';
import { isPasid } from '../pasid.ts';
import { deviceAt, fdAt, type Regions } from '../regions.ts';
import { deviceRow, fdRow } from '../rows.ts';
import { bitOf, blockKey, blockOf, requestSlot } from '../slots.ts';
import { dropIfEmpty, respond } from './respond.ts';

const { EBADF, EINVAL, ENODEV } = errnoNumbers;
const { FAILURE } = responseCodes;
const limit = grpidLimit;
const { holder } = deviceRow;
const { device: deviceOf, holders } = fdRow;
const { pending } = requestSlot;

/** `grpid` and `code` are any 32 bits; the PASID is any 64 bits. */
export function pageResponse(
  words: Int32Array,
  at: Regions,
  actor: number,
  fd: number,
  pasidLow: number,
  pasidHigh: number,
  grpid: number,
  code: number,
): number {
  const device = deviceBehind(words, at, actor, fd);
  if (device === 0) return -EBADF;
  if (words[deviceAt(at, device) + holder] !== actor) return -ENODEV;
  if (code >>> 0 > FAILURE) return -EINVAL;
  if (!isPasid(pasidLow, pasidHigh) || grpid >>> 0 >= limit) return -EINVAL;
  const slot = find(words, at.requests, device, blockKey(pasidLow, blockOf(grpid)));
  if (slot < 0 || ((words[slot + pending] as number) & bitOf(grpid)) === 0) return -EINVAL;
  respond(words, at, device, slot, bitOf(grpid));
  dropIfEmpty(words, at, slot);
  return 0;
}

/** The device of a file that the actor holds; 0 if it does not hold it, or the file has none. */
function deviceBehind(words: Int32Array, at: Regions, actor: number, fd: number): number {
  const row = fdAt(at, fd);
  const held = (words[row + holders + (actor >>> 5)] as number) & (1 << actor);
  return held === 0 ? 0 : (words[row + deviceOf] as number);
}
