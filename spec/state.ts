/**
 * The abstract state of the host, stated once. Types, packing, printing, diff, JSON and permutations follow from it.
 *
 * Hardware (`pasidEntry`, `pageRequest.outstanding`, `device.uprgi`) is indexed by raw number, not by host PASID,
 * so that a transition *can* write a guest PASID into hardware and the invariant has something to forbid.
 * Not here yet: caches and IOTLBs, the page request queue itself, KVM's table, attachment (see the topology).
 */
import { layoutOf } from './schema/layout.ts';
import { counter, enumeration, flag, optional, type StateOf, table } from './schema.ts';
import type { Device, SetId, Vm } from './sorts.ts';
import type { Topology } from './topology.ts';

/** References on one PASID: its owner's, and that of the IOMMU driver while it is bound. */
export const referencesMax = 2;

export const hostSchema = {
  /** ioasid_sets. A live set of type `MM` has a VM's process as token; one of type `NULL` has none. */
  ioasidSet: table(['set'], {
    type: enumeration('none', 'NULL', 'MM'),
    token: optional('vm'),
    quota: counter('capacity'),
  }),
  /**
   * Host PASIDs: `idle` is allocated and unused, `active` is bound, `free_pending` waits for its last reference.
   * `formerSet` is the set that freed it while devices were bound to it and remained so: never in a correct host.
   */
  ioasid: table(['hpasid'], {
    state: enumeration('free', 'idle', 'active', 'free_pending'),
    set: optional('set'),
    refs: counter(referencesMax),
    formerSet: optional('set'),
  }),
  /** The guest-to-host map of every VM with a PASID space of its own (the SPIDs of its set). */
  guestToHost: table(['vm', 'gpasid'], { hpasid: optional('hpasid') }),
  /** What software holds to be bound: the guest page directory under a host PASID of a device. */
  binding: table(['hpasid', 'device'], { pgd: optional('pgd') }),
  /** The PASID table that the hardware of each device walks; an entry with a page directory is present. */
  pasidEntry: table(['device', 'row'], { pgd: optional('pgd') }),
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
  /** Open device files. */
  deviceFd: table(['fd'], { device: optional('device') }),
  /** Which processes hold an open device file (it can be passed on). */
  fdHolder: table(['fd', 'vm'], { held: flag() }),
} as const;

export type HostSchema = typeof hostSchema;
export type HostState = StateOf<HostSchema>;

/** The layout of the host's state in one topology. */
export const hostLayout = (topology: Topology) => ({ ...layoutOf(hostSchema, topology.bounds), schema: hostSchema });

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
  topology.fds.forEach((fd, place) => {
    const { device, holders } = topology.data.fds[place] as (typeof topology.data.fds)[number];
    state.deviceFd.at(fd).device = device as Device;
    for (const vm of holders) state.fdHolder.at(fd, vm as Vm).held = true;
  });
}
