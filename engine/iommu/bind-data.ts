/** What the IOMMU driver asks of the data of a bind besides its numbers. */
import { bindFormats, vtdFlags } from '../../spec/arguments.ts';
import { deviceAt, type Regions } from '../regions.ts';
import { containerRow, deviceRow } from '../rows.ts';

const { VTD } = bindFormats;
const { known } = vtdFlags;
const { firstDevice, endOfDevices } = containerRow;
const { attached, narrow } = deviceRow;

/** Whether the driver refuses the data before it looks at any PASID; `row` is the container's. */
export function refusedAtOnce(words: Int32Array, at: Regions, row: number, format: number, flags: number): boolean {
  if (format !== VTD || (flags & ~known) !== 0) return true;
  return words[at.narrowDevices] !== 0 && hasNarrow(words, at, row);
}

/** Whether a device that a container holds sends PASIDs of fewer than 20 bits. */
function hasNarrow(words: Int32Array, at: Regions, row: number): boolean {
  const end = words[row + endOfDevices] as number;
  for (let place = words[row + firstDevice] as number; place < end; place++) {
    const device = deviceAt(at, words[place] as number);
    if (words[device + narrow] !== 0 && words[device + attached] !== 0) return true;
  }
  return false;
}

/** Whether the IOMMU can walk a guest page table of that width, with these flags. */
export function canWalk(words: Int32Array, at: Regions, addressWidth: number, flags: number): boolean {
  if ((flags & ~(words[at.servedFlags] as number)) !== 0) return false;
  return addressWidth === 48 || (addressWidth === 57 && words[at.fiveLevel] !== 0);
}
