import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { attachment } from '../../generators/instances/attachment.ts';
import { auxiliary } from '../../generators/instances/auxiliary.ts';
import { caches } from '../../generators/instances/caches.ts';
import { defaultPasid } from '../../generators/instances/default-pasid.ts';
import { dmaMap } from '../../generators/instances/dma-map.ts';
import { groups } from '../../generators/instances/groups.ts';
import { guestIdentity } from '../../generators/instances/guest-identity.ts';
import { guestOwnedVmm } from '../../generators/instances/guest-owned-vmm.ts';
import { hostShare } from '../../generators/instances/host-share.ts';
import { invalidation } from '../../generators/instances/invalidation.ts';
import { ioasidSets } from '../../generators/instances/ioasid-sets.ts';
import { ioasidSpids } from '../../generators/instances/ioasid-spids.ts';
import { kvm } from '../../generators/instances/kvm.ts';
import { mmExit } from '../../generators/instances/mm-exit.ts';
import { mmReuse } from '../../generators/instances/mm-reuse.ts';
import { notifiers } from '../../generators/instances/notifiers.ts';
import { pasidRequest } from '../../generators/instances/pasid-request.ts';
import { privateData } from '../../generators/instances/private-data.ts';
import { prqGroups } from '../../generators/instances/prq-groups.ts';
import { responses } from '../../generators/instances/responses.ts';
import { vdcm } from '../../generators/instances/vdcm.ts';
import { virtualCommands } from '../../generators/instances/virtual-commands.ts';
import { invariants } from '../../invariants/invariants.ts';
import { noGpasidInHardware } from '../../invariants/iommu/no-gpasid-in-hardware.ts';
import { properties } from '../../invariants/properties.ts';
import { type CommandJson, commandFromJson } from '../../spec/commands.ts';
import { designs } from '../../spec/designs/designs.ts';
import { faults } from '../../spec/designs/faults.ts';
import { golden } from '../../spec/designs/golden.ts';
import { Topology, type TopologyData } from '../../spec/topology.ts';
import { groupsOfPages, oneUser, queueOfOne, twoContainers, twoViommus } from '../spec/topologies.ts';
import { SmallSearch, twoSmallGuests } from './small-search.ts';

describe('the invariants', () => {
  it('each stand under their own id, with a sentence and a source', () => {
    const ids = invariants.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !existsSync(`invariants/${id}.ts`))).toEqual([]);
    for (const { sentence, property, sources } of invariants) {
      expect(sentence).toMatch(/^[A-Z].*\.$/);
      expect(property).toMatch(/^[A-Z]\d+(, [A-Z]\d+)*$/);
      expect(sources.length).toBeGreaterThan(0);
    }
  });

  it('name as what they catch designs that exist, and not the golden one', () => {
    const names = designs.filter((design) => design !== golden).map(({ name }) => name);
    const unknown = properties.flatMap(({ catches }) => catches.filter((name) => !names.includes(name)));
    expect(unknown).toEqual([]);
    expect(invariants.filter(({ catches }) => catches.length === 0)).toEqual([]);
  });

  it('leave no fault uncaught', () => {
    const caught = properties.flatMap(({ catches }) => catches);
    expect(faults.map(({ name }) => name).filter((name) => !caught.includes(name))).toEqual([]);
  });
});

/** What is said only of guests with vIOMMUs, and only of hosts with a page request queue. */
const ofGuests = ['guest/shadow-follows-guest', 'guest/lookup-agrees'];
const ofNotifiers = ['ioasid/told-in-order', 'ioasid/notifier-of-set'];
const ofAuxiliary = ['iommu/default-pasid-entry'];
const ofShare = ['ioasid/share-for-guests'];
const ofProcesses = ['ioasid/token-of-living', 'iommu/owner-of-binding'];
const ofData = ['ioasid/data-while-bound', 'ioasid/found-in-set'];
const ofKernel = ['guest/translation-agrees', 'guest/register-of-own', 'host/exit-leaves-nothing'];
const ofQueue = [
  'page-request/modes-served',
  'page-request/failed-group-not-reported',
  'page-request/kept-of-open-group',
  'page-request/queue-without-gap',
  'page-request/groups-stay-apart',
  'page-request/none-after-removal',
];

/** What is said only of hosts where it is watched what devices are answered. */
const ofLink = [
  'page-request/response-code',
  'page-request/private-data-returned',
  'page-request/shown-under-own-pasid',
  'page-request/reported-address',
];

describe('over a few good commands', () => {
  const alloc = { kind: 'ioasid_alloc', actor: 'vm1', set: 's1' };
  const bind = { kind: 'vfio_bind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p2', gpasid: 'g1', gpgd: 'pgd1' };
  const commands: readonly CommandJson[] = [
    { kind: 'ioasid_set_alloc', actor: 'kernel', type: 'MM', token: 'vm1', quota: '2' },
    alloc,
    bind,
    { ...bind, hpasid: '2^32+p2' },
    { ...bind, actor: 'vm2', container: 'c2' },
    { kind: 'vfio_unbind_gpasid', actor: 'vm1', container: 'c1', hpasid: 'p2' },
    { kind: 'dma_translate', actor: 'd1', pasid: '2' },
    { kind: 'page_request', actor: 'd1', pasid: '2', grpid: 'prg0' },
    { kind: 'page_response', actor: 'vm1', fd: 'f1', pasid: 'p2', grpid: 'prg0', code: 'SUCCESS' },
    { kind: 'page_response', actor: 'vm1', fd: 'f1', pasid: 'p2', grpid: 'prg0', code: '3' },
    { kind: 'ioasid_free', actor: 'vm1', hpasid: 'p2' },
    { kind: 'ioasid_reclaim', actor: 'kernel', hpasid: 'p2' },
    { kind: 'ioasid_alloc_range', actor: 'vm1', set: 's1', min: 'p1', max: 'p2' },
    { kind: 'ioasid_attach_spid', actor: 'kernel', hpasid: 'p1', spid: 'g2' },
    { kind: 'ioasid_find_by_spid', actor: 'user1', set: 's1', spid: 'g1' },
    { kind: 'ioasid_get', actor: 'user1', set: 's1', hpasid: 'p2' },
    { kind: 'ioasid_adjust_set', actor: 'kernel', set: 's1', quota: '1' },
    { kind: 'ioasid_set_put', actor: 'kernel', set: 's1' },
    { kind: 'vfio_dma_map', actor: 'vm1', container: 'c1', top: 'pgd1' },
    { kind: 'vfio_dma_unmap', actor: 'vm1', container: 'c1', from: 'pgd1' },
    { kind: 'vfio_pasid_request_alloc', actor: 'vm1', container: 'c1', min: '0', max: '4294967295' },
    { kind: 'vfio_container_close', actor: 'vm1', container: 'c1' },
    { kind: 'vfio_group_unset_container', actor: 'vm1', group: 'grp1' },
    { kind: 'vfio_group_set_container', actor: 'vm1', group: 'grp1' },
    { kind: 'vfio_set_iommu', actor: 'vm1', container: 'c1', type: 'type1v2' },
  ];
  const topology = new Topology({
    ...twoSmallGuests,
    users: 1,
    iommu: { cachingMode: false },
    attachment: { detached: [] },
    dma: { mapped: 1 },
  });
  const search = new SmallSearch({ topology, commands: commands.map(commandFromJson), invariants });
  search.until(invariants.map((_, mark) => mark));

  for (const [mark, { id }] of invariants.entries()) {
    if (
      [
        ...ofQueue,
        ...ofLink,
        ...ofGuests,
        ...ofKernel,
        ...ofData,
        ...ofNotifiers,
        ...ofProcesses,
        ...ofShare,
        ...ofAuxiliary,
      ].includes(id)
    )
      continue;
    it(`${id} holds, and had something to check`, () => {
      expect(search.story(mark)).toBe(null);
      expect(search.times(search.program.markOf.met + mark)).toBeGreaterThan(0);
    });
  }
});

/** Where KVM and the VDCM are users, and processes exit. */
const kernelUsers: TopologyData = {
  ...vdcm.topology,
  kvms: [1],
  commands: [...(vdcm.topology.commands ?? []), 'mm_exit'],
};

describe.each([
  { what: 'a page request queue', ids: ofQueue, data: queueOfOne },
  { what: 'KVM, the VDCM and exits', ids: ofKernel, data: kernelUsers },
  { what: 'users that register', ids: ofNotifiers, data: notifiers.topology },
  { what: 'addresses that are used again', ids: ofProcesses, data: mmReuse.topology },
  { what: 'a share of the host', ids: ofShare, data: hostShare.topology },
  { what: 'default PASIDs', ids: ofAuxiliary, data: defaultPasid.topology },
  { what: 'private data', ids: ofData, data: privateData.topology },
  { what: 'a link that is watched', ids: ofLink, data: responses.topology },
  { what: 'guests with vIOMMUs', ids: ofGuests, data: { ...twoViommus, commands: virtualCommands } },
])('over $what', ({ ids, data }) => {
  const claimed = invariants.filter(({ id }) => ids.includes(id));
  const search = new SmallSearch({ topology: new Topology(data), invariants: claimed });
  search.until(claimed.map((_, mark) => search.program.markOf.met + mark));

  it.each(claimed.map(({ id }, mark) => ({ id, mark })))('$id holds, and had something to check', ({ mark }) => {
    expect(search.story(mark)).toBe(null);
    expect(search.times(search.program.markOf.met + mark)).toBeGreaterThan(0);
  });
});

/** Without a requester id both a flush and a response go astray: it takes something cached, and something asked. */
const noRequesterId: TopologyData = {
  ...caches.topology,
  commands: [...(caches.topology.commands ?? []), 'page_request', 'page_response'],
};

/** What does not show with two small guests: what takes one VM with two containers, caches, users inside the kernel, or groups. */
const topologies: Readonly<Record<string, TopologyData>> = {
  'fault/bind-while-free-pending': twoContainers,
  'fault/free-not-idempotent': oneUser,
  'fault/get-while-free-pending': oneUser,
  'fault/no-requester-id': noRequesterId,
  'fault/invalidation-ignored': invalidation.topology,
  'fault/second-level-of-primary-domain': auxiliary.topology,
  'fault/users-by-feature': auxiliary.topology,
  'fault/set-gone-before-members': ioasidSets.topology,
  'fault/find-while-free-pending': ioasidSpids.topology,
  'fault/name-check-keeps-reference': ioasidSpids.topology,
  'fault/name-overwritten': ioasidSpids.topology,
  'fault/no-pasid-cache-flush': caches.topology,
  'fault/no-iotlb-flush': caches.topology,
  'fault/no-device-tlb-flush': caches.topology,
  'fault/caching-mode-keeps-device-tlb': caches.topology,
  'fault/flush-of-primary-domain': caches.topology,
  'fault/global-chain-first': notifiers.topology,
  'fault/get-unregistered': notifiers.topology,
  'fault/unregister-in-use': notifiers.topology,
  'fault/waiting-notifier-forgotten': notifiers.topology,
  'fault/host-takes-all': hostShare.topology,
  'fault/default-pasid-of-guest': defaultPasid.topology,
  'fault/default-entry-kept': defaultPasid.topology,
  'fault/token-without-reference': mmReuse.topology,
  'fault/binder-without-reference': mmReuse.topology,
  'fault/find-without-set': privateData.topology,
  'fault/data-overwritten': privateData.topology,
  'fault/data-detached-by-anyone': privateData.topology,
  'fault/data-while-free-pending': privateData.topology,
  'fault/data-outlives-binding': privateData.topology,
  'fault/vmm-without-lookup': guestOwnedVmm.topology,
  'fault/exit-keeps-bindings': mmExit.topology,
  'fault/exit-keeps-set': mmExit.topology,
  'fault/exit-skips-drain': mmExit.topology,
  'fault/kvm-translates-to-gpasid': kvm.topology,
  'fault/kvm-keeps-unbound': kvm.topology,
  'fault/kvm-keeps-freed': kvm.topology,
  'fault/vdcm-writes-gpasid': vdcm.topology,
  'fault/vdcm-without-reference': vdcm.topology,
  'fault/shadow-kept': guestIdentity.topology,
  'fault/vmm-forgets-without-free': guestIdentity.topology,
  'fault/roll-back-stops-early': groups.topology,
  'fault/gpgd-unchecked': dmaMap.topology,
  'fault/unmap-under-gpgd': dmaMap.topology,
  'fault/quota-of-opener': pasidRequest.topology,
  'fault/range-ignored': pasidRequest.topology,
  'fault/no-nesting-check': attachment.topology,
  'fault/group-joins-unbound': attachment.topology,
  'fault/detach-leaves-bindings': attachment.topology,
  'fault/last-container-keeps-pasids': attachment.topology,
  'fault/response-code-untranslated': responses.topology,
  'fault/private-data-dropped': responses.topology,
  'fault/response-without-pasid': responses.topology,
  'fault/response-to-stream': prqGroups.topology,
  'fault/hpasid-shown-to-guest': responses.topology,
  'fault/gpasid-in-response': responses.topology,
  'fault/page-number-reported': responses.topology,
  'fault/removal-leaves-requests': groupsOfPages,
  'fault/unregister-while-pending': groupsOfPages,
  'fault/bad-page-forgotten': groupsOfPages,
  'fault/response-to-every-page': groupsOfPages,
  'fault/partials-across-pasids': groupsOfPages,
  'fault/stop-marker-delivered': groupsOfPages,
  'fault/modes-unchecked': groupsOfPages,
  'fault/partials-survive-overflow': queueOfOne,
  'fault/drain-returns-early': queueOfOne,
  'fault/drain-frees-slots': queueOfOne,
};

describe('the design', () => {
  for (const design of designs) {
    const claiming = invariants.filter(({ catches }) => catches.includes(design.name));
    // The golden design breaks none, and others only what must happen in the end (leads-to.test.ts).
    if (claiming.length === 0) continue;

    it(`${design.name} breaks ${claiming.map(({ id }) => id).join(', ')}, each within 6 commands`, () => {
      const topology = new Topology(topologies[design.name] ?? twoSmallGuests);
      const search = new SmallSearch({ topology, design, invariants: claiming });
      search.until(claiming.map((_, mark) => mark));
      const lengths = claiming.map(({ id }, mark) => [id, search.story(mark)?.length] as const);
      expect(lengths.filter(([, length]) => length === undefined || length < 1 || length > 6)).toEqual([]);
    });
  }

  it('with a gpasid in hardware is told by the shortest story there is', () => {
    const design = faults.find(({ name }) => name === 'fault/gpasid-in-hardware') as (typeof faults)[number];
    const search = new SmallSearch({ design, invariants: [noGpasidInHardware] }).until([0]);
    expect(search.story(0)).toHaveLength(3);
    expect(search.story(0)?.at(-1)).toMatch(/^vfio_bind_gpasid\(.*\) = 0$/);
  });
});
