/**
 * What stands still while the host runs: which VMs there are, which devices each container holds and in which
 * domains and groups, which device files are open, and the bounds of every sort. Attachment is fixed here.
 */
import type { Bounds } from './schema/layout.ts';
import {
  type Container,
  type Device,
  type Fd,
  type Grpid,
  type Hpasid,
  idsOf,
  type Row,
  type SetId,
  type Sizes,
  type Vm,
} from './sorts.ts';

/**
 * How a VM's guest numbers its PASIDs, a choice per VM and for life:
 * `identity`, the guest uses the host PASID it was given; `guest-owned`, the guest has a PASID space of its own and
 * the host keeps a guest-to-host map.
 */
export type PasidSpace = 'identity' | 'guest-owned';

/** Plain data, so that an instance can be written down, stored and sent. Ids are numbered from 1 in order; every device is attached. */
export interface TopologyData {
  readonly vms: readonly {
    readonly pasidSpace: PasidSpace;
    /** Quota of the ioasid_set that its process has from boot, as when it has opened a container; no set if not given. */
    readonly quota?: number;
  }[];
  readonly containers: readonly {
    /** The VM whose process opened it. */
    readonly vm: number;
    /** Whether its type is VFIO_TYPE1_NESTING_IOMMU. */
    readonly nesting: boolean;
    /** Its domains in order; each a list of groups, each a list of devices. */
    readonly domains: readonly (readonly (readonly number[])[])[];
  }[];
  /** Open device files and the VMs whose processes hold them. */
  readonly fds: readonly { readonly device: number; readonly holders: readonly number[] }[];
  /** Number of host PASIDs that exist. */
  readonly hpasids: number;
  /** Number of guest PASIDs of each guest-owned space. */
  readonly gpasids: number;
  /** Number of guest page directories. */
  readonly pgds: number;
  /** Number of page request group indices of each device and PASID, at most 512. */
  readonly grpids: number;
  /** Number of ioasid_sets that can exist besides the host's. */
  readonly sets: number;
  /** How many PASIDs the IOASID allocator may promise to sets in all. */
  readonly capacity: number;
  /** How many of them are promised to the host's own set at boot. */
  readonly hostQuota: number;
}

/** A group of devices, in the order in which the kernel walks them. */
export type Group = readonly Device[];
export type Domain = readonly Group[];

/** A topology that contradicts itself: a defect of whoever wrote it down. */
export class BadTopology extends Error {}

/** Throws `BadTopology` where the parts do not fit together. */
function mustFit({ vms, containers, fds, sets, capacity, hostQuota }: TopologyData, devices: readonly number[]): void {
  const isVm = (vm: number): boolean => Number.isInteger(vm) && vm >= 1 && vm <= vms.length;
  const quotas = vms.flatMap(({ quota }) => (quota === undefined ? [] : [quota]));
  const promised = quotas.reduce((sum, quota) => sum + quota, hostQuota);
  const wrong = [
    [new Set(devices).size < devices.length, 'a device is attached twice'],
    [!devices.toSorted((a, b) => a - b).every((device, place) => device === place + 1), 'devices are not 1, 2, 3, …'],
    [!containers.every(({ vm }) => isVm(vm)), 'a container was opened by no VM'],
    [!fds.every(({ device }) => devices.includes(device)), 'a device file is of no attached device'],
    [!fds.every(({ holders }) => holders.every(isVm)), 'a device file is held by no VM'],
    [quotas.length > sets, 'more VMs have a set from boot than there are sets'],
    [promised > capacity, 'more PASIDs are promised at boot than the capacity'],
  ] as const;
  const [first] = wrong.flatMap(([applies, what]) => (applies ? [what] : []));
  if (first !== undefined) throw new BadTopology(first);
}

/** The topology with its look-ups. All are total on ids of the topology. */
export class Topology {
  readonly data: TopologyData;
  readonly sizes: Sizes;
  readonly bounds: Bounds;
  readonly vms: readonly Vm[];
  readonly containers: readonly Container[];
  readonly devices: readonly Device[];
  readonly fds: readonly Fd[];
  readonly sets: readonly SetId[];
  readonly hpasids: readonly Hpasid[];
  readonly rows: readonly Row[];
  readonly grpids: readonly Grpid[];
  readonly #containerOf: readonly Container[];
  readonly #devicesOf: readonly (readonly Device[])[];

  constructor(data: TopologyData) {
    this.data = data;
    const attached = data.containers.map(({ domains }) => domains.flat(2) as Device[]);
    const devices = attached.flat().length;
    mustFit(data, attached.flat());
    this.sizes = {
      vm: data.vms.length,
      container: data.containers.length,
      device: devices,
      fd: data.fds.length,
      set: 1 + data.sets,
      hpasid: data.hpasids,
      gpasid: data.gpasids,
      row: Math.max(data.hpasids, data.gpasids),
      pgd: data.pgds,
      grpid: data.grpids,
    };
    this.bounds = { sizes: this.sizes, capacity: data.capacity };
    this.vms = idsOf('vm', this.sizes.vm);
    this.containers = idsOf('container', this.sizes.container);
    this.devices = idsOf('device', devices);
    this.fds = idsOf('fd', this.sizes.fd);
    this.sets = idsOf('set', this.sizes.set);
    this.hpasids = idsOf('hpasid', this.sizes.hpasid);
    this.rows = idsOf('row', this.sizes.row);
    this.grpids = idsOf('grpid', this.sizes.grpid);
    this.#devicesOf = attached;
    this.#containerOf = this.devices.map(
      (device) => this.containers.find((container) => this.devicesOf(container).includes(device)) as Container,
    );
  }

  pasidSpaceOf(vm: Vm): PasidSpace {
    return (this.data.vms[vm - 1] as TopologyData['vms'][number]).pasidSpace;
  }

  #container(container: Container): TopologyData['containers'][number] {
    return this.data.containers[container - 1] as TopologyData['containers'][number];
  }

  /** The VM whose process opened the container. */
  vmOf(container: Container): Vm {
    return this.#container(container).vm as Vm;
  }

  isNesting(container: Container): boolean {
    return this.#container(container).nesting;
  }

  domainsOf(container: Container): readonly Domain[] {
    return this.#container(container).domains as readonly Domain[];
  }

  /** All devices of the container, domain by domain. */
  devicesOf(container: Container): readonly Device[] {
    return this.#devicesOf[container - 1] as readonly Device[];
  }

  /** The container a device is attached to. */
  containerOf(device: Device): Container {
    return this.#containerOf[device - 1] as Container;
  }

  /** The VM that holds a device: the one that opened its container. */
  holderOf(device: Device): Vm {
    return this.vmOf(this.containerOf(device));
  }
}
