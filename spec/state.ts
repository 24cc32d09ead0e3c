/**
 * The abstract state of the host, stated once. Types, packing, printing, diff, JSON and permutations follow from it.
 *
 * Hardware (`pasidEntry`, `pageRequest.outstanding`, `device.uprgi`) is indexed by raw number, not by host PASID,
 * so that a transition *can* write a guest PASID into hardware and the invariant has something to forbid.
 * Not here yet: KVM's table, attachment where it is fixed (see the topology).
 */
import { layoutOf } from './schema/layout.ts';
import { counter, enumeration, flag, optional, type StateOf, table } from './schema.ts';
import type { Device, DmaMap, Feature, Pgd, SetId, VfioIommu, Vm } from './sorts.ts';
import { pageForms, pageModes, type Topology } from './topology.ts';

/** References on one PASID besides those of users: its owner's, and that of the IOMMU driver while it is bound. */
export const referencesMax = 2;

export const hostSchema = {
  /**
   * ioasid_sets. A set of type `MM` has a VM's process as token; one of type `NULL` has none. `put`: its creator has put
   * its reference; such a set gains no member, and is gone with the last of those who hold it and of its members.
   */
  ioasidSet: table(['set'], {
    type: enumeration('none', 'NULL', 'MM'),
    token: optional('vm'),
    quota: counter('capacity'),
    put: flag(),
  }),
  /** Users inside the kernel that found a set by its process, and hold a reference on it. */
  ioasidSetUser: table(['set', 'user'], { holds: flag() }),
  /**
   * What quotas are taken from, where that can change. `withheld`: what of the default capacity was not installed;
   * `reserved`: what was set aside for nobody's set.
   */
  ioasidPool: table(['pool'], { withheld: counter('capacity'), reserved: counter('capacity') }),
  /**
   * Host PASIDs: `idle` is allocated and unused, `active` is bound, `free_pending` waits for its last reference.
   * `data`: whose record is left with it (private data).
   * `formerSet` is the set that freed it while devices were bound to it and remained so: never in a correct host.
   */
  ioasid: table(['hpasid'], {
    state: enumeration('free', 'idle', 'active', 'free_pending'),
    set: optional('set'),
    refs: counter(referencesMax, 'user'),
    data: optional('data'),
    formerSet: optional('set'),
  }),
  /**
   * Users of host PASIDs inside the kernel. `holds`: it has a reference. `notified`: it was told that the PASID was freed
   * (the FREE event), and its worker is to clean up and put the reference.
   */
  ioasidUser: table(['hpasid', 'user'], { holds: flag(), notified: flag() }),
  /** Users that are told of the events of one set; and of all. */
  setNotifier: table(['chain', 'set', 'user'], { registered: flag() }),
  globalNotifier: table(['chain', 'user'], { registered: flag() }),
  /** Users that are to be told of the events of a process's set as soon as it has one. */
  waitingNotifier: table(['chain', 'vm', 'user'], { pending: flag() }),
  /** In which place each was told of the last free of which anybody was, 0 for not at all. */
  lastFree: table(['subscriber'], { place: counter(1, 'user') }),
  /** Processes that have exited, and whose addresses nobody has got since. */
  exitedProcess: table(['mm', 'vm'], { exited: flag() }),
  /** Sets and bindings that the process which has the address now did not make: never in a correct host. */
  inheritedSet: table(['mm', 'set'], { inherited: flag() }),
  inheritedBinding: table(['mm', 'hpasid'], { inherited: flag() }),
  /** The guest-to-host map of every VM with a PASID space of its own (the SPIDs of its set). */
  guestToHost: table(['vm', 'gpasid'], { hpasid: optional('hpasid') }),
  /** What software holds to be bound: the guest page directory under a host PASID of a device. */
  binding: table(['hpasid', 'device'], { pgd: optional('pgd') }),
  /** Of a binding whose device may have auxiliary domains: how many users the driver counts (`users` of its record). */
  bindingUsers: table(['hpasid', 'device', 'feature'], { users: counter(1) }),
  /**
   * The PASID table that the hardware of each device walks; an entry with a page directory is present. `did`: the
   * domain id under which what is read through the entry is cached, if anything is; `slpt`: the second-level page
   * table, which translates what the guest's own gave.
   */
  pasidEntry: table(['device', 'row'], { pgd: optional('pgd'), did: optional('did'), slpt: optional('slpt') }),
  /**
   * What hardware has cached of an entry, tagged with the domain id that it found there: the entry itself in the PASID
   * cache, translations in the IOTLB, and those that the device was given in its own TLB. The caches may be stale.
   */
  cachedTag: table(['device', 'row', 'did'], { pasidCache: flag(), iotlb: flag(), deviceTlb: flag() }),
  /**
   * Page request groups. `outstanding`: the device waits for a response (hardware's view, as raw PASID and index).
   * `pending`: the host owes one (software's view).
   */
  pageRequest: table(['device', 'row', 'grpid'], { outstanding: flag(), pending: flag() }),
  /**
   * `failsBind`: the environment makes the device's next binds fail. `uprgi`: the sticky status bit
   * "Unexpected Page Request Group Index" of PCIe, set by a response to nothing outstanding.
   */
  device: table(['device'], { failsBind: flag(), uprgi: flag() }),
  /** The features of devices that are enabled, where a device has a domain that takes one. */
  deviceFeature: table(['device', 'feature'], { enabled: flag() }),
  /** The default PASID of the auxiliary domain of a device, while that is attached. */
  defaultPasid: table(['auxDomain', 'device'], { hpasid: optional('hpasid') }),
  /** Entries that translate by the second level alone, that of an auxiliary domain: by the domain id that they hold. */
  secondLevelEntry: table(['auxDomain', 'device', 'row'], { did: optional('did') }),
  /** Groups that can be attached and detached, in topologies whose attachment is not fixed. */
  vfioGroup: table(['group'], { attached: flag() }),
  /** The type of every container whose groups can be detached; one that has lost its last group has none. */
  vfioIommu: table(['vfioIommu'], { type: enumeration('none', 'type1v2', 'nesting') }),
  /** The PASID table that each guest with a vIOMMU has written in its own memory, by the guest's own numbers. */
  guestPasidEntry: table(['viommu', 'row'], { pgd: optional('pgd') }),
  /** What the VMM behind each vIOMMU looks up: the host PASID that it allocated for a number of the guest's. */
  vmmLookup: table(['viommu', 'row'], { hpasid: optional('hpasid') }),
  /** KVM's PASID translation table of each VM, by which ENQCMD is translated: guest number → raw number for the device. */
  pasidTranslation: table(['kvm', 'gpasid'], { number: optional('row') }),
  /** The register of the physical device behind each mediated device: a raw number, by which the device does DMA. */
  mdevRegister: table(['mdev'], { number: optional('row') }),
  /**
   * How far guest memory is mapped for a container: up to the address of this guest page directory, which names it; or
   * nothing is. The later a page directory, the higher it lies.
   */
  dmaMap: table(['dmaMap'], { top: optional('pgd') }),
  /** Open device files. */
  deviceFd: table(['fd'], { device: optional('device') }),
  /** Which processes hold an open device file (it can be passed on). */
  fdHolder: table(['fd', 'vm'], { held: flag() }),
  /**
   * The page request queue: the slot with its oldest descriptor, null while it is empty, and the register bit by which
   * hardware says that it had to drop a request for want of room (PRO). An empty queue begins again at the first slot.
   */
  prq: table(['prq'], { head: optional('slot'), overflow: flag() }),
  /**
   * The descriptors in the queue: requester, PASID (null without one, or if no table has such a row), group index, form
   * and mode. The request of a `void` one was ended by a drain before the thread came to it.
   */
  prqSlot: table(['slot'], {
    device: optional('device'),
    pasid: optional('row'),
    grpid: optional('grpid'),
    page: enumeration('none', 'void', ...pageForms),
    mode: enumeration(...pageModes),
  }),
  /**
   * Page request groups of several pages. `partial`: what the driver keeps of pages before the last; `failed` if one of
   * them was not served. `begun`: the device has sent such pages and got no response yet. `dropped`: the host did not
   * serve one of the pages that the device waits for, since the last overflow; nobody need have taken note of it.
   * `privateData`: the device has sent private data with the last one, which it wants back.
   */
  prqGroup: table(['prq', 'device', 'row', 'grpid'], {
    partial: enumeration('none', 'kept', 'failed'),
    begun: flag(),
    dropped: flag(),
    privateData: flag(),
  }),
  /** `gone`: the device was taken out of the queue. `unhandled`: nobody is told of its requests. */
  prqDevice: table(['prq', 'device'], { gone: flag(), unhandled: flag() }),
  /** What was last answered to each device, on the wire: the code as its four bits, and whether private data came back. */
  lastResponse: table(['link', 'device'], {
    code: enumeration('none', '0x0', '0x1', '0xf', '0x2'),
    privateData: flag(),
  }),
  /**
   * How a pending request is shown to the guest that is to answer it: the PASID, as a number, and the address of the
   * page. The page is number 5 for every device: which one makes no difference to any rule.
   */
  shownRequest: table(['link', 'device', 'row', 'grpid'], {
    pasid: optional('row'),
    address: enumeration('none', '0x5000', '0x5'),
  }),
} as const;

export type HostSchema = typeof hostSchema;
export type HostState = StateOf<HostSchema>;

/** The layout of the host's state in one topology. */
export const hostLayout = (topology: Topology) => ({ ...layoutOf(hostSchema, topology.bounds), schema: hostSchema });

/** IOMMU_DEV_FEAT_AUX. */
export const aux = 1 as Feature;

/** The host's own ioasid_set, which exists from boot and has no token. */
export const hostSet = 0 as SetId;

/** Writes the state after boot to an empty state: the sets that exist from the start, and the open device files. */
export function boot(topology: Topology, state: HostState): void {
  const host = state.ioasidSet.at(hostSet);
  host.type = 'NULL';
  host.quota = topology.data.hostQuota;
  for (const vm of topology.vms) {
    const { quota } = topology.data.vms[vm - 1] as (typeof topology.data.vms)[number];
    if (quota === undefined) continue;
    const set = state.ioasidSet.at(state.ioasidSet.first('type', 'none') as SetId);
    set.type = 'MM';
    set.token = vm;
    set.quota = quota;
  }
  for (const device of topology.devices) {
    if (topology.isAuxiliary(device)) state.deviceFeature.at(device, aux).enabled = true;
  }
  for (const group of topology.groups) {
    if (!topology.isAttachedAtBoot(group)) continue;
    const container = topology.containerOfGroup(group);
    state.vfioGroup.at(group).attached = true;
    state.vfioIommu.at(container as number as VfioIommu).type = topology.isNesting(container) ? 'nesting' : 'type1v2';
  }
  if (topology.data.dma !== undefined && topology.data.dma.mapped > 0) {
    for (const container of topology.containers) {
      if (!topology.hasDomainAtBoot(container)) continue;
      state.dmaMap.at(container as number as DmaMap).top = topology.data.dma.mapped as Pgd;
    }
  }
  topology.fds.forEach((fd, place) => {
    const { device, holders } = topology.data.fds[place] as (typeof topology.data.fds)[number];
    state.deviceFd.at(fd).device = device as Device;
    for (const vm of holders) state.fdHolder.at(fd, vm as Vm).held = true;
  });
}
