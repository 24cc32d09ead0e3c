/** A guest invalidates its PASID cache, and its VMM shadows: `pasid_cache_invalidate` of the specification. */
import { usualBind } from '../../spec/arguments.ts';
import { errnoNumbers } from '../../spec/errno.ts';
import { userOfData } from '../ioasid/private-data.ts';
import { findBinding } from '../iommu/pasid-table.ts';
import { ownWord, pasidState, stateOf } from '../pasid.ts';
import { containerAt, type Regions, viommuAt, vmAt } from '../regions.ts';
import { containerRow, viommuRow, vmRow } from '../rows.ts';
import { guestSlot, tableSlot } from '../slots.ts';
import { canBind, type DeviceBinder, IOMMU_SVA_GPASID_VAL, vfioBindGpasid } from '../vfio/bind-gpasid.ts';
import { refusedByContainer } from '../vfio/container.ts';
import { isNamedOtherwise, isTaken } from '../vfio/guest-to-host.ts';
import { isAboveTop } from '../vfio/second-stage.ts';
import { vfioUnbindGpasid } from '../vfio/unbind-gpasid.ts';
import { findWritten, lookUp } from './guest-pasids.ts';

const { format, addressWidth } = usualBind;
const { EBUSY, EINVAL, ENOENT, ENOMEM } = errnoNumbers;
const { freePending } = pasidState;

/** `number` is any 32 bits. */
export function pasidCacheInvalidate(host: DeviceBinder, at: Regions, viommu: number, number: number): number {
  const { words } = host;
  const vm = words[viommuAt(at, viommu) + viommuRow.vm] as number;
  const container = words[viommuAt(at, viommu) + viommuRow.container] as number;
  const hpasid = lookUp(words, at, viommu, number);
  if (hpasid === 0) return -ENOENT;
  const row = containerAt(at, container);
  const refusal = refusedByContainer(words, row, vm);
  if (refusal !== 0) return refusal;
  const word = ownWord(words, at, vm, hpasid);
  if (word === 0) return -ENOENT;
  if (stateOf(word) === freePending) return -EBUSY;
  const written = findWritten(words, at, viommu, number);
  const shadow = shadowIn(words, at, row, hpasid);
  const isCurrent = shadow >= 0 && written >= 0 && sameDirectory(words, shadow, written);
  const gpasid = words[vmAt(at, vm) + vmRow.guestOwned] === 0 ? 0 : number;
  const wantsBind = written >= 0 && !isCurrent;
  if (wantsBind && userOfData(words, at, hpasid) !== 0) return -EINVAL;
  if (wantsBind && isTaken(words, at, vm, gpasid, hpasid)) return -EINVAL;
  if (wantsBind && isNamedOtherwise(words, at, hpasid, gpasid)) return -EINVAL;
  if (wantsBind && !canBind(words, at, row)) return -ENOMEM;
  const low = written < 0 ? 0 : (words[written + guestSlot.pgdLow] as number);
  const high = written < 0 ? 0 : (words[written + guestSlot.pgdHigh] as number);
  if (wantsBind && isAboveTop(words, row, low, high)) return -EINVAL;
  if (shadow >= 0 && !isCurrent) vfioUnbindGpasid(words, at, vm, container, hpasid, 0);
  if (!wantsBind) return 0;
  const flags = gpasid === 0 ? 0 : IOMMU_SVA_GPASID_VAL;
  return vfioBindGpasid(host, at, vm, container, hpasid, 0, flags, gpasid, 0, low, high, format, addressWidth, 0);
}

/** A slot of a host PASID that is bound on a device of a container, given by its row, or -1. */
function shadowIn(words: Int32Array, at: Regions, row: number, hpasid: number): number {
  const end = words[row + containerRow.endOfDevices] as number;
  for (let place = words[row + containerRow.firstDevice] as number; place < end; place++) {
    const slot = findBinding(words, at, words[place] as number, hpasid);
    if (slot >= 0) return slot;
  }
  return -1;
}

/** Whether what is bound at a slot is what the guest has written. */
const sameDirectory = (words: Int32Array, shadow: number, written: number): boolean =>
  words[shadow + tableSlot.bindingLow] === words[written + guestSlot.pgdLow] &&
  words[shadow + tableSlot.bindingHigh] === words[written + guestSlot.pgdHigh];
