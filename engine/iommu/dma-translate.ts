/** A device's DMA with a PASID is translated: `dma_translate` of the specification. */
import { errnoNumbers } from '../../spec/errno.ts';
import { find } from '../hash-region.ts';
import { deviceAt, type Regions } from '../regions.ts';
import { deviceRow } from '../rows.ts';
import { domainShift, tableFlags, tableSlot } from '../slots.ts';
import { fill } from './caches.ts';
import { findEntry } from './pasid-table.ts';

const { EFAULT } = errnoNumbers;
const { flags } = tableSlot;
const { mayBeCached } = tableFlags;
const { defaultPasid, did: didOf } = deviceRow;

/** `row` is the PASID as the hardware sends it, any 32 bits. */
export function dmaTranslate(words: Int32Array, at: Regions, device: number, row: number): number {
  const table = findEntry(words, at, device, row);
  if (table < 0) return translateWithout(words, at, device, row);
  const word = words[table + flags] as number;
  const did = word >>> domainShift;
  if (did === 0) return 0;
  words[table + flags] = word | mayBeCached;
  fill(words, at, device, row, did);
  return 0;
}

/** Where no guest's table is entered: by the auxiliary domain at its default PASID, or by what is cached. */
function translateWithout(words: Int32Array, at: Regions, device: number, row: number): number {
  const domain = deviceAt(at, device);
  if (row !== 0 && words[domain + defaultPasid] === row) {
    fill(words, at, device, row, words[domain + didOf] as number);
    return 0;
  }
  return find(words, at.cached, device, row) < 0 ? -EFAULT : 0;
}
