/**
 * What hardware caches of the PASID table and behind it, and how it is flushed. Not here: when it must be; a tear-down
 * does it after the entry is gone.
 */
import { match } from 'ts-pattern';
import type { Device, Did, Row } from '../../spec/sorts.ts';
import type { HostState } from '../../spec/state.ts';
import type { Host } from '../host.ts';
import { secondLevelDid } from './second-level-entry.ts';

/** Whether any cache can translate DMA of a device with the PASID of a row, whatever its domain id. */
export const isCached = ({ cachedTag }: HostState, device: Device, row: Row): boolean =>
  cachedTag.some('pasidCache', true, device, row) ||
  cachedTag.some('iotlb', true, device, row) ||
  cachedTag.some('deviceTlb', true, device, row);

/** Caches what hardware reads from a present entry, under the domain id that it finds there. */
export function fill(host: Host, device: Device, row: Row): void {
  const { state } = host;
  const did = state.pasidEntry.at(device, row).did ?? secondLevelDid(host, device, row);
  if (did === null) return;
  const tag = state.cachedTag.at(device, row, did);
  tag.pasidCache = true;
  tag.iotlb = true;
  tag.deviceTlb = true;
}

/** The PASID cache and the IOTLB are the IOMMU's: a flush names a domain id and a PASID, and reaches every device. */
const everyDevice = ({ topology }: Host, flush: (device: Device) => void): void => {
  for (const device of topology.devices) flush(device);
};

export const flushPasidCache = (host: Host, row: Row, did: Did): void =>
  everyDevice(host, (device) => {
    host.state.cachedTag.at(device, row, did).pasidCache = false;
  });

export const flushIotlb = (host: Host, row: Row, did: Did): void =>
  everyDevice(host, (device) => {
    host.state.cachedTag.at(device, row, did).iotlb = false;
  });

/** A device knows no domain ids: what it has of a PASID goes all at once. */
export const flushDeviceTlb = ({ state }: Host, device: Device, row: Row): void =>
  state.cachedTag.replace('deviceTlb', true, false, device, row);

/** Whether the device TLB is flushed when an entry is torn down. */
const flushesDeviceTlb = ({ policy, topology }: Host): boolean =>
  match(policy.deviceTlbFlush)
    .with('always', () => true)
    .with('not-in-caching-mode', () => topology.data.iommu?.cachingMode === false)
    .with('skipped', () => false)
    .exhaustive();

/**
 * The flushes of a tear-down, in their order: PASID cache, IOTLB, device TLB.
 *
 * @param did the domain id that the entry held, null if nothing is cached.
 */
export function flushAfterTearDown(host: Host, device: Device, row: Row, did: Did | null): void {
  const { policy, topology } = host;
  const named = policy.flushDomain === 'of-entry' ? did : topology.primaryDomainIdOf(device);
  if (did === null || named === null) return;
  if (policy.pasidCacheFlush === 'at-tear-down') flushPasidCache(host, row, named);
  if (policy.iotlbFlush === 'at-tear-down') flushIotlb(host, row, named);
  if (flushesDeviceTlb(host) && policy.requesterId === 'stored') flushDeviceTlb(host, device, row);
}
