/** The default instances, in the order in which they are checked, and every named host. */
import { deepInstances } from './deep-instances.ts';
import type { Instance, NamedHost } from './instance.ts';
import { attachment } from './instances/attachment.ts';
import { auxiliary } from './instances/auxiliary.ts';
import { bindData } from './instances/bind-data.ts';
import { caches } from './instances/caches.ts';
import { defaultPasid } from './instances/default-pasid.ts';
import { detachCached } from './instances/detach-cached.ts';
import { detachedViommu } from './instances/detached-viommu.ts';
import { dmaMap } from './instances/dma-map.ts';
import { groups } from './instances/groups.ts';
import { guestIdentity } from './instances/guest-identity.ts';
import { guestOwned } from './instances/guest-owned.ts';
import { guestOwnedVmm } from './instances/guest-owned-vmm.ts';
import { hostShare } from './instances/host-share.ts';
import { identity } from './instances/identity.ts';
import { invalidation } from './instances/invalidation.ts';
import { ioasidSets } from './instances/ioasid-sets.ts';
import { ioasidSpids } from './instances/ioasid-spids.ts';
import { ioasidUsers } from './instances/ioasid-users.ts';
import { kvm } from './instances/kvm.ts';
import { mmExit } from './instances/mm-exit.ts';
import { mmReuse } from './instances/mm-reuse.ts';
import { notifiers } from './instances/notifiers.ts';
import { pasidRequest } from './instances/pasid-request.ts';
import { privateData } from './instances/private-data.ts';
import { prqGroups } from './instances/prq-groups.ts';
import { prqRing } from './instances/prq-ring.ts';
import { removal } from './instances/removal.ts';
import { responses } from './instances/responses.ts';
import { threeVms } from './instances/three-vms.ts';
import { twoContainers } from './instances/two-containers.ts';
import { twoGuests } from './instances/two-guests.ts';
import { vdcm } from './instances/vdcm.ts';
import { crowdedHost, fullHost, largeHost } from './large-host.ts';
import { storyHost } from './story-host.ts';

export const instances: readonly Instance[] = [
  identity,
  twoGuests,
  twoContainers,
  guestOwned,
  threeVms,
  caches,
  auxiliary,
  invalidation,
  bindData,
  detachCached,
  ioasidUsers,
  attachment,
  prqGroups,
  prqRing,
  responses,
  removal,
  guestIdentity,
  guestOwnedVmm,
  detachedViommu,
  ioasidSets,
  kvm,
  vdcm,
  pasidRequest,
  groups,
  dmaMap,
  ioasidSpids,
  mmExit,
  privateData,
  notifiers,
  mmReuse,
  hostShare,
  defaultPasid,
];

export const hosts: readonly NamedHost[] = [
  ...instances,
  ...deepInstances,
  storyHost,
  largeHost,
  crowdedHost,
  fullHost,
];
