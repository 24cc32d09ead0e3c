/** What stands still while a host runs, in the numbers of an engine: who opened which container, and what it holds. */

import { vtdFlags } from '../spec/arguments.ts';
import type { Device } from '../spec/sorts.ts';
import type { Topology } from '../spec/topology.ts';
import type { Injection } from './injection.ts';
import { pgdHigh, pgdLow } from './pgd.ts';

const { SRE, EAFE, WPE } = vtdFlags;

export interface Attachment {
  /** The VMs whose guests have a PASID space of their own; all others use host PASIDs. */
  readonly guestOwned: readonly number[];
  /** Whether groups can be attached and detached. */
  readonly canChange: boolean;
  /** The highest address that is mapped for each container from boot, in two halves; null where all is, for good. */
  readonly mapped: { readonly low: number; readonly high: number } | null;
  /** Each with the groups that can be attached to it and their devices, in order. No device is in two of them. */
  readonly containers: readonly {
    readonly container: number;
    readonly vm: number;
    readonly nesting: boolean;
    readonly groups: readonly {
      /** Its number, where attachment can change. */
      readonly group: number;
      readonly attached: boolean;
      readonly devices: readonly number[];
    }[];
  }[];
  /** Where there are caches to tag: id and second-level page table of each device's domain, and whether it is auxiliary. */
  readonly domains: readonly {
    readonly device: number;
    readonly did: number;
    readonly slpt: number;
    readonly auxiliary: boolean;
  }[];
  /** The VMs whose ENQCMD KVM translates, and the mediated devices with the VMs that have them. */
  readonly kvms: readonly { readonly kvm: number; readonly vm: number }[];
  readonly mdevs: readonly { readonly mdev: number; readonly vm: number }[];
  readonly viommus: readonly { readonly viommu: number; readonly vm: number; readonly container: number }[];
  /** What the IOMMU can do of what a bind may ask for, and the devices that send PASIDs of fewer than 20 bits. */
  readonly fiveLevel: boolean;
  readonly servedFlags: number;
  readonly narrow: readonly number[];
  /** Open device files and the VMs whose processes hold them. */
  readonly fds: readonly { readonly fd: number; readonly device: number; readonly holders: readonly number[] }[];
  /** The host PASIDs that there are. */
  readonly pasids: Iterable<number>;
  /** The numbers of ioasid_sets that there are, the host's own included. */
  readonly sets: Iterable<number>;
  /** The VMs whose processes have a set from boot, with its quota. */
  readonly quotas: readonly { readonly vm: number; readonly quota: number }[];
  /** How many PASIDs may be promised to sets in all, and how many are promised to the host's own at boot. */
  readonly capacity: number;
  readonly hostQuota: number;
  /** Whether there is a page request queue (1 or 0), and how many descriptors it holds. */
  readonly prqs: number;
  readonly slots: number;
  /** Whether the link is watched (1 or 0). */
  readonly links: number;
  /** How many PASIDs may be promised to sets of type NULL. */
  readonly hostShare: number;
  /** Whether users register for events (1 or 0). */
  readonly chains: number;
  /** Whether addresses of processes are used again (1 or 0). */
  readonly mms: number;
}

/** The address of a guest page directory, 0 for none. */
const mappedTo = (pgd: number) => (pgd === 0 ? { low: 0, high: 0 } : { low: pgdLow(pgd), high: pgdHigh(pgd) });

/** A topology, its ids injected. */
export function attachmentOf(topology: Topology, injection: Injection): Attachment {
  const { data, sizes } = topology;
  const vm = (id: number) => injection.vm[id] as number;
  const device = (id: number) => injection.device[id] as number;
  const groupOf = (devices: readonly Device[]) => {
    const id = topology.groupOf(devices[0] as Device);
    return {
      group: injection.group[id ?? 0] as number,
      attached: id === null || topology.isAttachedAtBoot(id),
      devices: devices.map(device),
    };
  };
  return {
    canChange: data.attachment !== undefined,
    mapped: data.dma === undefined ? null : mappedTo(data.dma.mapped),
    guestOwned: topology.vms.filter((id) => topology.pasidSpaceOf(id) === 'guest-owned').map(vm),
    containers: topology.containers.map((id) => ({
      container: injection.container[id] as number,
      vm: vm(topology.vmOf(id)),
      nesting: topology.isNesting(id),
      groups: topology.domainsOf(id).flat().map(groupOf),
    })),
    domains: topology.devices.flatMap((id) => {
      const did = topology.domainIdOf(id);
      if (did === null) return [];
      const slpt = injection.slpt[topology.secondLevelOf(did) as number] as number;
      return [{ device: device(id), did: injection.did[did] as number, slpt, auxiliary: topology.isAuxiliary(id) }];
    }),
    kvms: topology.kvms.map((id) => ({ kvm: injection.kvm[id] as number, vm: vm(topology.runBy(id)) })),
    mdevs: topology.mdevs.map((id) => ({ mdev: injection.mdev[id] as number, vm: vm(topology.vmOfMdev(id)) })),
    viommus: topology.viommus.map((id) => ({
      viommu: injection.viommu[id] as number,
      vm: vm(topology.guestOf(id)),
      container: injection.container[topology.containerBehind(id)] as number,
    })),
    fiveLevel: topology.can('57-bit'),
    servedFlags: WPE | (topology.can('SRE') ? SRE : 0) | (topology.can('EAFE') ? EAFE : 0),
    narrow: topology.devices.filter((id) => topology.isNarrow(id)).map(device),
    fds: data.fds.map((file, index) => ({
      fd: injection.fd[index + 1] as number,
      device: device(file.device),
      holders: file.holders.map(vm),
    })),
    pasids: injection.pasid.subarray(1, sizes.hpasid + 1),
    sets: injection.set.subarray(0, sizes.set),
    quotas: topology.vms.flatMap((id) => {
      const { quota } = data.vms[id - 1] as (typeof data.vms)[number];
      return quota === undefined ? [] : [{ vm: vm(id), quota }];
    }),
    capacity: data.capacity,
    hostQuota: data.hostQuota,
    prqs: sizes.prq,
    slots: sizes.slot,
    links: sizes.link,
    hostShare: topology.data.hostShare ?? topology.data.capacity,
    chains: sizes.chain,
    mms: sizes.mm,
  };
}
