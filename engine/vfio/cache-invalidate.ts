/** Flushes what is cached of a guest page table: `vfio_cache_invalidate` of the specification. */
import { cacheTypes, granularities } from '../../spec/arguments.ts';
import { errnoNumbers } from '../../spec/errno.ts';
import { dropTags } from '../iommu/caches.ts';
import { isPasid, ownWord } from '../pasid.ts';
import { containerAt, type Regions } from '../regions.ts';
import { containerRow } from '../rows.ts';
import { cacheBits } from '../slots.ts';
import { refusedByContainer } from './container.ts';

const { EINVAL, ENOENT, EOPNOTSUPP } = errnoNumbers;
const { IOTLB, DEV_IOTLB, PASID, all } = cacheTypes;
const { DOMAIN, ADDR } = granularities;
const { firstDevice, endOfDevices } = containerRow;
const { iotlb, deviceTlb } = cacheBits;

/** `caches` and `granularity` are any 8 bits; the host PASID is any 64 bits, and 0 stands for none as well. */
export function vfioCacheInvalidate(
  words: Int32Array,
  at: Regions,
  actor: number,
  container: number,
  caches: number,
  granularity: number,
  hpasid: number,
  hpasidHigh: number,
): number {
  const row = containerAt(at, container);
  const refusal = refusedByContainer(words, row, actor);
  if (refusal !== 0) return refusal;
  const unserved = refusedByDriver(caches, granularity);
  if (unserved !== 0) return unserved;
  if (!isPasid(hpasid, hpasidHigh)) return -EINVAL;
  if (ownWord(words, at, actor, hpasid) === 0) return -ENOENT;
  const tags = (caches & IOTLB) === 0 ? deviceTlb : iotlb | deviceTlb;
  const end = words[row + endOfDevices] as number;
  for (let place = words[row + firstDevice] as number; place < end; place++) {
    dropTags(words, at, words[place] as number, hpasid, tags);
  }
  return 0;
}

/** 0, or -errno: of what is well-formed, the IOTLB is flushed by PASID and by address, the device TLB by address. */
function refusedByDriver(caches: number, granularity: number): number {
  if (caches === 0 || caches > all || granularity > ADDR) return -EINVAL;
  if (granularity === ADDR) return (caches & PASID) === 0 ? 0 : -EINVAL;
  if (granularity === DOMAIN && (caches & DEV_IOTLB) !== 0) return -EINVAL;
  return granularity !== DOMAIN && caches === IOTLB ? 0 : -EOPNOTSUPP;
}
