/** Devices that leave the page request queue or lose their handler: `iopf_queue_device`, `iommu_device_fault_handler`. */
import { responseCodes } from '../../spec/arguments.ts';
import { errnoNumbers } from '../../spec/errno.ts';
import { removeAt } from '../hash-region.ts';
import { descriptorAt, deviceAt, type Regions } from '../regions.ts';
import { descriptorRow, deviceRow } from '../rows.ts';
import { requestSlot } from '../slots.ts';
import { countOwed, countWaiting } from './counts.ts';
import { endGroupsOf } from './groups.ts';
import { empty, pageForm } from './queue.ts';
import { setResponse } from './respond.ts';

const { EBUSY } = errnoNumbers;
const { gone, unhandled, waiting, owed } = deviceRow;
const { outstanding, pending, words: slotWords } = requestSlot;
const { device: deviceOf } = descriptorRow;

/** Sets a flag of a device that counts only where there is a queue, and keeps the count of those that are set. */
export function setFlag(
  words: Int32Array,
  at: Regions,
  device: number,
  name: 'gone' | 'unhandled',
  value: number,
): void {
  const flag = deviceAt(at, device) + (name === 'gone' ? gone : unhandled);
  const after = words[at.prqs] === 0 ? 0 : value;
  words[at[name]] = (words[at[name]] as number) + after - (words[flag] as number);
  words[flag] = after;
}

/** `enabled` is 0 or 1. */
export function iopfQueueDevice(words: Int32Array, at: Regions, device: number, enabled: number): number {
  const isOut = words[deviceAt(at, device) + gone] as number;
  if (isOut !== enabled) return -EBUSY;
  if (enabled === 0) endDevice(words, at, device);
  setFlag(words, at, device, 'gone', 1 - enabled);
  return 0;
}

/** `enabled` is 0 or 1. */
export function deviceFaultHandler(words: Int32Array, at: Regions, device: number, enabled: number): number {
  const row = deviceAt(at, device);
  const isInUse = enabled === 1 ? words[row + unhandled] === 0 : words[row + owed] !== 0;
  if (isInUse) return -EBUSY;
  setFlag(words, at, device, 'unhandled', 1 - enabled);
  return 0;
}

/** Ends every request of a device. Goes through the table until none is left, as devices leave rarely. */
function endDevice(words: Int32Array, at: Regions, device: number): void {
  const row = deviceAt(at, device);
  if (words[at.links] !== 0 && words[row + waiting] !== 0) setResponse(words, at, device, responseCodes.INVALID + 1);
  let slot = at.requests.base;
  while (((words[row + waiting] as number) | (words[row + owed] as number)) !== 0) {
    // What comes to lie here instead of what was removed is looked at next.
    if (words[slot] === device) endBlock(words, at, device, slot);
    else slot += slotWords;
  }
  for (let place = 0; place < (words[at.prqLimit] as number); place++) {
    const descriptor = descriptorAt(at, place);
    if (words[descriptor + deviceOf] === device) empty(words, descriptor, pageForm.void);
  }
  endGroupsOf(words, at, device);
}

function endBlock(words: Int32Array, at: Regions, device: number, slot: number): void {
  for (let left = words[slot + outstanding] as number; left !== 0; left &= left - 1)
    countWaiting(words, at, device, -1);
  for (let left = words[slot + pending] as number; left !== 0; left &= left - 1) countOwed(words, at, device, -1);
  removeAt(words, at.requests, slot);
}
