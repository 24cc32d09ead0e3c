/** Binds a guest page directory on every device of a container: `vfio_bind_gpasid` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { translate } from '../guest/kvm.ts';
import { userOfData } from '../ioasid/private-data.ts';
import { canWalk, refusedAtOnce } from '../iommu/bind-data.ts';
import { findBinding } from '../iommu/pasid-table.ts';
import { isPasid, oneReference, ownWord, pasidState, stateOf } from '../pasid.ts';
import { bindAt, containerAt, deviceAt, type Regions, vmAt } from '../regions.ts';
import { bindRow, containerRow, deviceRow, vmRow } from '../rows.ts';
import { refusedByContainer } from './container.ts';
import { isNamedOtherwise, isTaken, map } from './guest-to-host.ts';
import { isAboveTop } from './second-stage.ts';

const { EBUSY, EINVAL, ENOENT, ENOMEM } = errnoNumbers;
const { idle, active, freePending } = pasidState;
/** What is added to the word of an idle PASID when it is bound. */
const toActive = active - idle + oneReference;
const { firstDevice, endOfDevices, devices } = containerRow;
const { failsBind, attached } = deviceRow;
const { guestOwned } = vmRow;
const { bound, gpasid: gpasidOf, pgdLow: lowOf, pgdHigh: highOf } = bindRow;

/** Flag of struct iommu_gpasid_bind_data: the field gpasid is given (include/uapi/linux/iommu.h, Linux 5.8 to 5.13). */
export const IOMMU_SVA_GPASID_VAL = 1;

/** What a bind needs of its host, besides the words: how one device is bound. */
export interface DeviceBinder {
  readonly words: Int32Array;
  bindDevice(device: number, hpasid: number, gpasid: number, pgdLow: number, pgdHigh: number): void;
}

/** Host PASID, guest PASID and page directory are any 64 bits, the rest any 32; without the flag the guest PASID is not looked at. */
export function vfioBindGpasid(
  host: DeviceBinder,
  at: Regions,
  actor: number,
  container: number,
  hpasid: number,
  hpasidHigh: number,
  flags: number,
  gpasidLow: number,
  gpasidHigh: number,
  pgdLow: number,
  pgdHigh: number,
  format: number,
  addressWidth: number,
  vtdFlags: number,
): number {
  const { words } = host;
  const row = containerAt(at, container);
  const refusal = refusedByContainer(words, row, actor);
  if (refusal !== 0) return refusal;
  if (refusedAtOnce(words, at, row, format, vtdFlags)) return -EINVAL;
  if (!isPasid(hpasid, hpasidHigh)) return -EINVAL;
  const gpasid = gpasidGiven(words, at, actor, flags, gpasidLow, gpasidHigh);
  if (gpasid < 0) return gpasid;
  const word = ownWord(words, at, actor, hpasid);
  if (word === 0) return -ENOENT;
  if (stateOf(word) === freePending) return -EBUSY;
  if (userOfData(words, at, hpasid) !== 0) return -EINVAL;
  if (boundIn(words, at, row, hpasid)) return -EBUSY;
  if (isTaken(words, at, actor, gpasid, hpasid)) return -EINVAL;
  if (isNamedOtherwise(words, at, hpasid, gpasid)) return -EINVAL;
  if (stateOf(word) === active && disagrees(words, at, hpasid, gpasid, pgdLow, pgdHigh)) return -EINVAL;
  if (!canBind(words, at, row)) return -ENOMEM;
  if (!canWalk(words, at, addressWidth, vtdFlags)) return -EINVAL;
  if (isAboveTop(words, row, pgdLow, pgdHigh)) return -EINVAL;
  if (stateOf(word) === idle) {
    activate(words, at, hpasid, pgdLow, pgdHigh);
    if (gpasid !== 0 && words[bindAt(at, hpasid) + gpasidOf] === 0) {
      translate(words, at, actor, map(words, at, actor, gpasid, hpasid), hpasid);
    }
  }
  const end = words[row + endOfDevices] as number;
  for (let place = words[row + firstDevice] as number; place < end; place++) {
    const device = words[place] as number;
    if (words[deviceAt(at, device) + attached] !== 0) host.bindDevice(device, hpasid, gpasid, pgdLow, pgdHigh);
  }
  return 0;
}

/** The guest PASID that a bind gives: 0 for an identity mapping, which gives none; -EINVAL if it is ill-formed. */
function gpasidGiven(words: Int32Array, at: Regions, vm: number, flags: number, low: number, high: number): number {
  const given = flags & IOMMU_SVA_GPASID_VAL;
  if (given !== words[vmAt(at, vm) + guestOwned]) return -EINVAL;
  if (given === 0) return 0;
  return isPasid(low, high) ? low : -EINVAL;
}

/** Whether a host PASID is bound on a device of a container, given by its row. */
export function boundIn(words: Int32Array, at: Regions, row: number, hpasid: number): boolean {
  if (words[bindAt(at, hpasid) + bound] === 0) return false;
  const end = words[row + endOfDevices] as number;
  for (let place = words[row + firstDevice] as number; place < end; place++) {
    if (findBinding(words, at, words[place] as number, hpasid) >= 0) return true;
  }
  return false;
}

/** Whether a host PASID is bound elsewhere with another gpasid or another page directory. */
function disagrees(
  words: Int32Array,
  at: Regions,
  hpasid: number,
  gpasid: number,
  pgdLow: number,
  pgdHigh: number,
): boolean {
  const row = bindAt(at, hpasid);
  return words[row + gpasidOf] !== gpasid || words[row + lowOf] !== pgdLow || words[row + highOf] !== pgdHigh;
}

/** Whether no device of a container fails, and there is room to bind them all. */
export function canBind(words: Int32Array, at: Regions, row: number): boolean {
  const first = words[row + firstDevice] as number;
  const end = words[row + endOfDevices] as number;
  for (let place = first; place < end; place++) {
    const device = deviceAt(at, words[place] as number);
    if (words[device + failsBind] !== 0 && words[device + attached] !== 0) return false;
  }
  // What is cached has room for as many, and is of default PASIDs as well.
  const entries = (words[at.tables.count] as number) + (words[at.defaultPasids] as number);
  return entries + (words[row + devices] as number) <= at.tables.limit;
}

/** The IOMMU driver takes its reference, and remembers what every further bind must agree with. */
function activate(words: Int32Array, at: Regions, hpasid: number, pgdLow: number, pgdHigh: number): void {
  const row = bindAt(at, hpasid);
  words[at.pasid + hpasid] = (words[at.pasid + hpasid] as number) + toActive;
  words[row + lowOf] = pgdLow;
  words[row + highOf] = pgdHigh;
}
