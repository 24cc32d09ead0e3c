/** A VMM answers a page request: `page_response` of the specification. */
import { grpidLimit, responseCodes, responseTypes } from '../../spec/arguments.ts';
import { errnoNumbers } from '../../spec/errno.ts';
import { find } from '../hash-region.ts';
import { isPasid } from '../pasid.ts';
import { deviceAt, fdAt, type Regions } from '../regions.ts';
import { deviceRow, fdRow } from '../rows.ts';
import { bitOf, blockKey, blockOf, mappingSlot, requestSlot } from '../slots.ts';
import { dropIfEmpty, respond } from './respond.ts';

const { EBADF, EINVAL, ENODEV } = errnoNumbers;
const { FAILURE } = responseCodes;
const { group } = responseTypes;
const limit = grpidLimit;
const { holder } = deviceRow;
const { device: deviceOf, holders } = fdRow;
const { pending } = requestSlot;
const { hpasid: hpasidOf } = mappingSlot;

/** `grpid`, `code` and `type` are any 32 bits; the PASID is any 64 bits. */
export function pageResponse(
  words: Int32Array,
  at: Regions,
  actor: number,
  fd: number,
  pasidLow: number,
  pasidHigh: number,
  grpid: number,
  code: number,
  type: number,
): number {
  const device = deviceBehind(words, at, actor, fd, code);
  if (device < 0) return device;
  if (type !== group || !isPasid(pasidLow, pasidHigh)) return -EINVAL;
  return answerPending(words, at, device, pasidLow, grpid, code);
}

/** The PASID is the guest's own number, which stands for a host PASID: `guest_page_response` of the specification. */
export function guestPageResponse(
  words: Int32Array,
  at: Regions,
  actor: number,
  fd: number,
  gpasidLow: number,
  gpasidHigh: number,
  grpid: number,
  code: number,
): number {
  const device = deviceBehind(words, at, actor, fd, code);
  if (device < 0) return device;
  if (!isPasid(gpasidLow, gpasidHigh)) return -EINVAL;
  const mapping = find(words, at.mappings, actor, gpasidLow);
  if (mapping < 0) return -EINVAL;
  return answerPending(words, at, device, words[mapping + hpasidOf] as number, grpid, code);
}

/** Answers the request that is pending there, if one is. */
function answerPending(
  words: Int32Array,
  at: Regions,
  device: number,
  row: number,
  grpid: number,
  code: number,
): number {
  if (grpid >>> 0 >= limit) return -EINVAL;
  const slot = find(words, at.requests, device, blockKey(row, blockOf(grpid)));
  if (slot < 0 || ((words[slot + pending] as number) & bitOf(grpid)) === 0) return -EINVAL;
  respond(words, at, device, slot, bitOf(grpid), code);
  dropIfEmpty(words, at, slot);
  return 0;
}

/** The device for which the actor may send this code through a file, or the -errno of the first rule that refuses. */
function deviceBehind(words: Int32Array, at: Regions, actor: number, fd: number, code: number): number {
  const row = fdAt(at, fd);
  const held = (words[row + holders + (actor >>> 5)] as number) & (1 << actor);
  const device = held === 0 ? 0 : (words[row + deviceOf] as number);
  if (device === 0) return -EBADF;
  if (words[deviceAt(at, device) + holder] !== actor) return -ENODEV;
  return code >>> 0 > FAILURE ? -EINVAL : device;
}
