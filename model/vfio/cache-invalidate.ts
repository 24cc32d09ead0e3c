/** `vfio_cache_invalidate`: see spec/vfio/cache-invalidate.ts. */
import { cacheTypes, granularities, pasidLimit } from '../../spec/arguments.ts';
import type { CommandOf } from '../../spec/command.ts';
import type { Device, Row } from '../../spec/sorts.ts';
import type { vfioCacheInvalidate as Spec } from '../../spec/vfio/cache-invalidate.ts';
import type { Host } from '../host.ts';
import { ownPasid } from '../ioasid/ownership.ts';
import { flushDeviceTlb, flushIotlb } from '../iommu/caches.ts';
import { inOrder } from '../plan.ts';
import type { Transition } from '../transition.ts';
import { ifAttached, typeOf } from './attachment.ts';

type Invalidation = Pick<CommandOf<typeof Spec>, 'caches' | 'granularity'>;

/** The caches, in the order in which the driver goes through them. */
const inTurn = [cacheTypes.IOTLB, cacheTypes.DEV_IOTLB, cacheTypes.PASID];

/** How the driver can flush each cache. */
const served: Readonly<Record<number, readonly number[]>> = {
  [cacheTypes.IOTLB]: [granularities.PASID, granularities.ADDR],
  [cacheTypes.DEV_IOTLB]: [granularities.ADDR],
  [cacheTypes.PASID]: [],
};

const named = ({ caches }: Invalidation): readonly number[] => inTurn.filter((cache) => (caches & cache) !== 0);
const isServed = (cache: number, { granularity }: Invalidation): boolean =>
  (served[cache] as readonly number[]).includes(granularity);

/** The caches that are flushed: those named, up to the first that cannot be flushed that way. */
function flushed(invalidation: Invalidation): readonly number[] {
  const caches = named(invalidation);
  const end = caches.findIndex((cache) => !isServed(cache, invalidation));
  return end < 0 ? caches : caches.slice(0, end);
}

/** Flushes one cache for one device. What the IOMMU no longer translates the device may not go on translating either. */
function flush(host: Host, cache: number, device: Device, row: Row): void {
  const did = host.topology.domainIdOf(device);
  if (cache === cacheTypes.IOTLB && did !== null) flushIotlb(host, row, did);
  flushDeviceTlb(host, device, row);
}

export const vfioCacheInvalidate: Transition<typeof Spec> = {
  refuses: {
    'vfio/invalidate-not-opener': ({ policy, topology }, { actor, container }) =>
      policy.opener === 'checked' && topology.vmOf(container) !== actor,
    'vfio/invalidate-no-domain': (host, { container }) => typeOf(host, container) === 'none',
    'vfio/invalidate-not-nesting': (host, { container }) => typeOf(host, container) !== 'nesting',
    'iommu/invalidate-no-cache': (_, { caches }) => caches === 0 || caches > cacheTypes.all,
    'iommu/invalidate-no-granularity': (_, { granularity }) => granularity > granularities.ADDR,
    'iommu/invalidate-address-in-pasid-cache': (_, { caches, granularity }) =>
      granularity === granularities.ADDR && (caches & cacheTypes.PASID) !== 0,
    'iommu/invalidate-domain-of-device-tlb': (_, { caches, granularity }) =>
      granularity === granularities.DOMAIN && (caches & cacheTypes.DEV_IOTLB) !== 0,
    'iommu/invalidate-unsupported': ({ policy }, command) =>
      policy.unsupportedInvalidation === 'refused' && !named(command).every((cache) => isServed(cache, command)),
    'vfio/invalidate-no-hpasid': (_, { hpasid }) => hpasid === null || hpasid === 0 || hpasid >= pasidLimit,
    'vfio/invalidate-not-own': (host, { actor, hpasid }) =>
      ownPasid(host, actor, hpasid as number, host.policy.ownership) === null,
  },
  plan: ({ topology }, command) =>
    inOrder(
      ...topology.devicesOf(command.container).map((device) =>
        ifAttached(device, (host) => {
          for (const cache of flushed(command)) flush(host, cache, device, command.hpasid as number as Row);
          return null;
        }),
      ),
    ),
};
