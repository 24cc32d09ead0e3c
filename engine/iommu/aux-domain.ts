/** Auxiliary domains at their default PASIDs: `iommu_aux_attach_device` and `iommu_aux_detach_device` of the specification. */
import { kernelActor } from '../../spec/arguments.ts';
import { errnoNumbers } from '../../spec/errno.ts';
import { hostSet } from '../../spec/state.ts';
import { lowest } from '../free-bitmap.ts';
import { allocateNow, refusedBySet } from '../ioasid/alloc.ts';
import { letGo } from '../ioasid/let-go.ts';
import { putReference } from '../ioasid/users.ts';
import { oneReference, pasidState, stateOf } from '../pasid.ts';
import { deviceAt, type Regions } from '../regions.ts';
import { deviceRow } from '../rows.ts';
import { flush } from './caches.ts';

const { EBUSY, EINVAL, ENODEV, ENOMEM } = errnoNumbers;
const { auxiliary, aux, defaultPasid } = deviceRow;
/** The number of the row of the host's own set. */
const hostRow = hostSet + 1;

/** Gives the default PASID. */
export function iommuAuxAttachDevice(words: Int32Array, at: Regions, device: number): number {
  const row = deviceAt(at, device);
  if (words[row + auxiliary] === 0 || words[row + aux] === 0) return -ENODEV;
  if (words[row + defaultPasid] !== 0) return -EBUSY;
  const hpasid = lowest(words, at.freePasids);
  if (refusedBySet(words, at, kernelActor, hostSet) !== 0 || hpasid < 0) return -ENODEV;
  const entries = (words[at.tables.count] as number) + (words[at.defaultPasids] as number);
  if (entries >= at.tables.limit) return -ENOMEM;
  allocateNow(words, at, hostRow, hpasid);
  words[at.pasid + hpasid] = (words[at.pasid + hpasid] as number) + oneReference;
  setDefaultPasid(words, at, device, hpasid);
  return hpasid;
}

export function iommuAuxDetachDevice(words: Int32Array, at: Regions, device: number): number {
  const hpasid = words[deviceAt(at, device) + defaultPasid] as number;
  if (hpasid === 0) return -EINVAL;
  if (stateOf(words[at.pasid + hpasid] as number) !== pasidState.freePending) letGo(words, at, hpasid);
  detach(words, at, device, hpasid);
  return 0;
}

/** The entry goes, with it what is cached of it, and the driver's reference. */
function detach(words: Int32Array, at: Regions, device: number, hpasid: number): void {
  setDefaultPasid(words, at, device, 0);
  flush(words, at, device, hpasid);
  putReference(words, at, hpasid);
}

/** Detaches what has a default PASID that was freed. Gives whether anything has: one device at most. */
export function detachFrom(words: Int32Array, at: Regions, hpasid: number): boolean {
  if (words[at.defaultPasids] === 0) return false;
  for (let device = 1; device < at.geometry.devices; device++) {
    if (words[deviceAt(at, device) + defaultPasid] !== hpasid) continue;
    detach(words, at, device, hpasid);
    return true;
  }
  return false;
}

/** Enters the auxiliary domain of a device at a default PASID, or nowhere (0). */
export function setDefaultPasid(words: Int32Array, at: Regions, device: number, hpasid: number): void {
  const place = deviceAt(at, device) + defaultPasid;
  words[at.defaultPasids] = (words[at.defaultPasids] as number) + Math.sign(hpasid) - Math.sign(words[place] as number);
  words[place] = hpasid;
}
