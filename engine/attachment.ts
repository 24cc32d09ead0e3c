/** What stands still while a host runs, in the numbers of an engine: who opened which container, and what it holds. */
import type { Topology } from '../spec/topology.ts';
import type { Injection } from './injection.ts';

export interface Attachment {
  /** The VMs whose guests have a PASID space of their own; all others use host PASIDs. */
  readonly guestOwned: readonly number[];
  /** Each with its devices, in order. No device is in two of them. */
  readonly containers: readonly {
    readonly container: number;
    readonly vm: number;
    readonly nesting: boolean;
    readonly devices: readonly number[];
  }[];
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
}

/** A topology, its ids injected. */
export function attachmentOf(topology: Topology, injection: Injection): Attachment {
  const { data, sizes } = topology;
  const vm = (id: number) => injection.vm[id] as number;
  const device = (id: number) => injection.device[id] as number;
  return {
    guestOwned: topology.vms.filter((id) => topology.pasidSpaceOf(id) === 'guest-owned').map(vm),
    containers: topology.containers.map((id) => ({
      container: injection.container[id] as number,
      vm: vm(topology.vmOf(id)),
      nesting: topology.isNesting(id),
      devices: topology.devicesOf(id).map(device),
    })),
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
  };
}
