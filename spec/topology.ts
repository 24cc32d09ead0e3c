/**
 * What stands still while the host runs: which VMs there are, which devices each container holds and in which
 * domains and groups, which device files are open, and the bounds of every sort. Attachment
 * stands still unless the topology says otherwise; to which container and domain a group can be attached always does.
 */
import type { CommandKind } from './commands.ts';
import type { Bounds } from './schema/layout.ts';
import {
  type AuxDomain,
  type Chain,
  type Container,
  type Data,
  type Device,
  type Did,
  type DmaMap,
  type Fd,
  type Feature,
  type Gpasid,
  type GroupId,
  type Grpid,
  type Hpasid,
  idsOf,
  type Kvm,
  type Link,
  type Mdev,
  type Mm,
  type Pool,
  type Prq,
  type Row,
  type SetId,
  type Sizes,
  type Slot,
  type Slpt,
  type Subscriber,
  type User,
  type VfioIommu,
  type Viommu,
  type Vm,
} from './sorts.ts';

/**
 * How a VM's guest numbers its PASIDs, a choice per VM and for life:
 * `identity`, the guest uses the host PASID it was given; `guest-owned`, the guest has a PASID space of its own and
 * the host keeps a guest-to-host map.
 */
export type PasidSpace = 'identity' | 'guest-owned';

/**
 * What a page request message is, of those in its group: the last page, which asks for the response; one before it; or
 * a stop marker, by which a device says that it has stopped using a PASID: marked as last, it asks for nothing. A page with
 * private data is answered with that data, and so is taken for a last one.
 */
export const pageForms = ['last', 'not-last', 'stop-marker', 'private'] as const;
export type PageForm = (typeof pageForms)[number];

/** What a page is asked for: to be read, in user mode; or in a way that no host serves. */
export const pageModes = ['ordinary', 'not-canonical', 'privileged', 'execute'] as const;
export type PageMode = (typeof pageModes)[number];

/** Plain data, so that an instance can be written down, stored and sent. Ids are numbered from 1 in order, groups domain by domain. */
export interface TopologyData {
  /**
   * The commands in play; all if not given. A small host asks about a few mechanisms at a time: everything at once
   * could not be exhausted.
   */
  readonly commands?: readonly CommandKind[];
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
  /** Given, groups can be attached and detached; all are attached at boot but these. Else all are, for good. */
  readonly attachment?: { readonly detached: readonly number[] };
  /**
   * The vIOMMUs that guests have, each with the one nesting container with devices that its VM has, through which its
   * VMM binds; none if not given.
   */
  readonly viommus?: readonly { readonly container: number }[];
  /** The VMs, with PASID spaces of their own, whose ENQCMD KVM translates; none if not given. KVM is a user. */
  readonly kvms?: readonly number[];
  /** The VMs that have the mediated devices; none if not given. The VDCM is a user. */
  readonly mdevs?: readonly number[];
  /** Given, guest memory is mapped and unmapped for containers: from boot that up to this page directory, or none (0). */
  readonly dma?: { readonly mapped: number };
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
  /** How many of them may be promised to sets of type NULL, that one included; all if not given. */
  readonly hostShare?: number;
  /**
   * What the data of a bind is asked about besides the usual: formats, address widths and flags, as numbers. And what of
   * it the IOMMU can do: translate 57 bits, serve supervisor requests (SRE) and extended accesses (EAFE); and which
   * devices send PASIDs of fewer than 20 bits. If not given, nothing of it.
   */
  readonly bindData?: {
    readonly formats?: readonly number[];
    readonly addressWidths?: readonly number[];
    readonly flags?: readonly number[];
    readonly can?: readonly ('57-bit' | 'SRE' | 'EAFE')[];
    readonly narrow?: readonly number[];
  };
  /** What the IOMMU caches, and by which domain id it tags it; if not given it caches nothing. */
  readonly iommu?: {
    /** Whether it is a virtual IOMMU, which announces the caching mode. */
    readonly cachingMode: boolean;
    /** The devices whose domain here is an auxiliary one (IOMMU_DEV_FEAT_AUX), beside a primary domain of the host's own. */
    readonly auxiliary?: readonly number[];
    /** Whether auxiliary domains are attached and detached, at default PASIDs of the host's. */
    readonly defaultPasids?: boolean;
  };
  /** Number of users of PASIDs inside the kernel (KVM, VDCM); none if not given. */
  readonly users?: number;
  /** Whether anybody looks at the private data of host PASIDs; if not given none is kept. */
  readonly privateData?: boolean;
  /** Whether users register for events of host PASIDs; if not given every user is told. */
  readonly notifiers?: boolean;
  /** Whether a process can get the address of one that has exited; if not given, none does. */
  readonly mmReuse?: boolean;
  /** The page request queue; without it every request is a last page, and is taken as it comes. */
  readonly prq?: {
    /** How many descriptors it holds, one less than its ring has places; 0: the thread takes each request as it comes. */
    readonly slots: number;
    /** The forms and the modes of the messages that devices send besides plain last pages. */
    readonly pages: readonly PageForm[];
    readonly modes: readonly PageMode[];
    /** Whether it is kept what was last answered to each device, and what is shown to guests. */
    readonly watched?: boolean;
  };
  /** Whether the capacity can be installed, reserved and cancelled; if not given it stands still. */
  readonly pool?: boolean;
}

/** A group of devices, in the order in which the kernel walks them. */
export type Group = readonly Device[];
export type Domain = readonly Group[];

/** A topology that contradicts itself: a defect of whoever wrote it down. */
export class BadTopology extends Error {}

/** Throws `BadTopology` where the parts do not fit together. */
function mustFit(data: TopologyData, devices: readonly number[]): void {
  const {
    vms,
    containers,
    viommus = [],
    kvms = [],
    mdevs = [],
    users = 0,
    fds,
    sets,
    capacity,
    hostQuota,
    attachment,
    iommu,
  } = data;
  const groups = containers.flatMap(({ domains }) => domains.flat());
  const isVm = (vm: number): boolean => Number.isInteger(vm) && vm >= 1 && vm <= vms.length;
  const quotas = vms.flatMap(({ quota }) => (quota === undefined ? [] : [quota]));
  /** The containers in which a VM can bind. */
  const bindable = containers.flatMap(({ vm, nesting, domains }, place) =>
    nesting && domains.flat(2).length > 0 ? [{ vm, container: place + 1 }] : [],
  );
  const behind = viommus.map(({ container }) => bindable.find((each) => each.container === container)?.vm);
  const promised = quotas.reduce((sum, quota) => sum + quota, hostQuota);
  const wrong = [
    [new Set(devices).size < devices.length, 'a device is attached twice'],
    [!devices.toSorted((a, b) => a - b).every((device, place) => device === place + 1), 'devices are not 1, 2, 3, …'],
    [!containers.every(({ vm }) => isVm(vm)), 'a container was opened by no VM'],
    [!fds.every(({ device }) => devices.includes(device)), 'a device file is of no attached device'],
    [!fds.every(({ holders }) => holders.every(isVm)), 'a device file is held by no VM'],
    [
      !(iommu?.auxiliary ?? []).every((device) => devices.includes(device)),
      'an auxiliary domain is of no attached device',
    ],
    [
      attachment?.detached.some((group) => groups[group - 1] === undefined) === true,
      'a group that there is not is detached',
    ],
    [behind.includes(undefined), 'no nesting container with a device is behind a vIOMMU'],
    [
      viommus.some(({ container }) =>
        containers[container - 1]?.domains.flat(2).some((device) => data.bindData?.narrow?.includes(device)),
      ),
      'a device behind a vIOMMU is narrow',
    ],
    [new Set(behind).size < viommus.length, 'a VM has two vIOMMUs'],
    [
      bindable.filter(({ vm }) => behind.includes(vm)).length > viommus.length,
      'a VM with a vIOMMU has several nesting containers with devices',
    ],
    [!kvms.every((vm) => vms[vm - 1]?.pasidSpace === 'guest-owned'), 'KVM translates for no guest-owned PASID space'],
    [new Set(kvms).size < kvms.length, 'KVM translates twice for a VM'],
    [!mdevs.every(isVm), 'a mediated device is of no VM'],
    [users < (mdevs.length > 0 ? 2 : Math.min(1, kvms.length)), 'KVM or the VDCM is no user'],
    [quotas.length > sets, 'more VMs have a set from boot than there are sets'],
    [hostQuota > (data.hostShare ?? capacity), "the host's own set exceeds its share"],
    [promised > capacity, 'more PASIDs are promised at boot than the capacity'],
  ] as const;
  const [first] = wrong.flatMap(([applies, what]) => (applies ? [what] : []));
  if (first !== undefined) throw new BadTopology(first);
}

/** The number of domain ids in use: one for each domain, and one for the host's own where a device has both. */
function didsOf({ containers, iommu }: TopologyData): number {
  if (iommu === undefined) return 0;
  const domains = containers.reduce((sum, container) => sum + container.domains.length, 0);
  return domains + ((iommu.auxiliary ?? []).length > 0 ? 1 : 0);
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
  readonly gpasids: readonly Gpasid[];
  readonly users: readonly User[];
  /** The records that can be left with host PASIDs. */
  readonly records: readonly Data[];
  readonly mms: readonly Mm[];
  readonly auxDomains: readonly AuxDomain[];
  readonly chains: readonly Chain[];
  readonly subscribers: readonly Subscriber[];
  readonly pools: readonly Pool[];
  /** Every number of PASIDs that can be promised; none where the capacity stands still. */
  readonly amounts: readonly number[];
  readonly dids: readonly Did[];
  readonly features: readonly Feature[];
  readonly #slpts: readonly Slpt[];
  /** Of each device the domain id of the domain in its container, and that of its primary domain; none without caches. */
  readonly #didOf: readonly (Did | null)[];
  readonly #primaryDidOf: readonly (Did | null)[];
  /** Of every container whose attachment can change what VFIO keeps for it. */
  readonly vfioIommus: readonly VfioIommu[];
  /** Of every container for which what is mapped can change. */
  readonly dmaMaps: readonly DmaMap[];
  /** Those that can be attached and detached. */
  readonly groups: readonly GroupId[];
  readonly #devicesOfGroup: readonly Group[];
  readonly #groupOf: readonly (GroupId | null)[];
  readonly #groupsOf: readonly (readonly GroupId[])[];
  readonly prqs: readonly Prq[];
  readonly links: readonly Link[];
  readonly slots: readonly Slot[];
  readonly viommus: readonly Viommu[];
  readonly kvms: readonly Kvm[];
  readonly mdevs: readonly Mdev[];
  readonly #containerOf: readonly Container[];
  readonly #devicesOf: readonly (readonly Device[])[];

  constructor(data: TopologyData) {
    this.data = data;
    const attached = data.containers.map(({ domains }) => domains.flat(2) as Device[]);
    const devices = attached.flat().length;
    mustFit(data, attached.flat());
    this.#devicesOfGroup = data.containers.flatMap(({ domains }) => domains.flat() as unknown as Group[]);
    const canChange = data.attachment !== undefined;
    const users = data.users ?? 0;
    this.sizes = {
      vm: data.vms.length,
      container: data.containers.length,
      vfioIommu: canChange ? data.containers.length : 0,
      dmaMap: data.dma === undefined ? 0 : data.containers.length,
      group: canChange ? this.#devicesOfGroup.length : 0,
      device: devices,
      fd: data.fds.length,
      set: 1 + data.sets,
      hpasid: data.hpasids,
      gpasid: data.gpasids,
      row: Math.max(data.hpasids, data.gpasids),
      pgd: data.pgds,
      grpid: data.grpids,
      did: didsOf(data),
      slpt: didsOf(data),
      feature: (data.iommu?.auxiliary ?? []).length > 0 ? 1 : 0,
      user: users,
      data: data.privateData === true ? 1 + users : 0,
      mm: data.mmReuse === true ? 1 : 0,
      auxDomain: data.iommu?.defaultPasids === true ? 1 : 0,
      chain: data.notifiers === true ? 1 : 0,
      subscriber: data.notifiers === true ? users + 1 : 0,
      prq: data.prq === undefined ? 0 : 1,
      link: data.prq?.watched === true ? 1 : 0,
      slot: data.prq?.slots ?? 0,
      kvm: data.kvms?.length ?? 0,
      mdev: data.mdevs?.length ?? 0,
      viommu: data.viommus?.length ?? 0,
      pool: data.pool === true ? 1 : 0,
    };
    this.bounds = { sizes: this.sizes, capacity: data.capacity };
    this.vms = idsOf('vm', this.sizes.vm);
    this.containers = idsOf('container', this.sizes.container);
    this.vfioIommus = idsOf('vfioIommu', this.sizes.vfioIommu);
    this.dmaMaps = idsOf('dmaMap', this.sizes.dmaMap);
    this.groups = idsOf('group', this.sizes.group);
    this.devices = idsOf('device', devices);
    this.fds = idsOf('fd', this.sizes.fd);
    this.sets = idsOf('set', this.sizes.set);
    this.hpasids = idsOf('hpasid', this.sizes.hpasid);
    this.rows = idsOf('row', this.sizes.row);
    this.grpids = idsOf('grpid', this.sizes.grpid);
    this.dids = idsOf('did', this.sizes.did);
    this.features = idsOf('feature', this.sizes.feature);
    this.#slpts = idsOf('slpt', this.sizes.slpt);
    this.gpasids = idsOf('gpasid', this.sizes.gpasid);
    this.amounts = Array.from({ length: this.sizes.pool * (data.capacity + 1) }, (_, number) => number);
    this.records = idsOf('data', this.sizes.data);
    this.mms = idsOf('mm', this.sizes.mm);
    this.auxDomains = idsOf('auxDomain', this.sizes.auxDomain);
    this.chains = idsOf('chain', this.sizes.chain);
    this.subscribers = idsOf('subscriber', this.sizes.subscriber);
    this.pools = idsOf('pool', this.sizes.pool);
    this.users = idsOf('user', this.sizes.user);
    this.prqs = idsOf('prq', this.sizes.prq);
    this.links = idsOf('link', this.sizes.link);
    this.slots = idsOf('slot', this.sizes.slot);
    this.viommus = idsOf('viommu', this.sizes.viommu);
    this.kvms = idsOf('kvm', this.sizes.kvm);
    this.mdevs = idsOf('mdev', this.sizes.mdev);
    this.#devicesOf = attached;
    this.#containerOf = this.devices.map(
      (device) => this.containers.find((container) => this.devicesOf(container).includes(device)) as Container,
    );
    this.#groupOf = this.devices.map(
      (device) => this.groups.find((group) => this.devicesOfGroup(group).includes(device)) ?? null,
    );
    this.#groupsOf = this.containers.map((container) =>
      this.groups.filter((group) => this.containerOfGroup(group) === container),
    );
    const domains = data.containers.flatMap((container) => container.domains.map((groups) => groups.flat()));
    this.#didOf = this.devices.map(
      (device) => this.dids[domains.findIndex((members) => members.includes(device))] ?? null,
    );
    this.#primaryDidOf = this.devices.map((device, place) =>
      this.isAuxiliary(device) ? (this.dids.at(-1) as Did) : (this.#didOf[place] as Did | null),
    );
  }

  /** Whether a command is in play. */
  plays(kind: CommandKind): boolean {
    return this.data.commands?.includes(kind) ?? true;
  }

  /** Whether the IOMMU can do something that a bind may ask for. */
  can(what: '57-bit' | 'SRE' | 'EAFE'): boolean {
    return this.data.bindData?.can?.includes(what) === true;
  }

  /** Whether a device sends PASIDs of fewer than 20 bits. */
  isNarrow(device: Device): boolean {
    return this.data.bindData?.narrow?.includes(device) === true;
  }

  /** The domain id of the domain that a device has in its container; null where nothing is cached. */
  domainIdOf(device: Device): Did | null {
    return this.#didOf[device - 1] as Did | null;
  }

  /** The domain id of a device's primary domain: the host's own, if the one in its container is auxiliary. */
  primaryDomainIdOf(device: Device): Did | null {
    return this.#primaryDidOf[device - 1] as Did | null;
  }

  /** The second-level page table of the domain with that id. */
  secondLevelOf(did: Did | null): Slpt | null {
    return did === null ? null : (this.#slpts[this.dids.indexOf(did)] as Slpt);
  }

  /** Whether the domain that a device has in its container is an auxiliary one. */
  isAuxiliary(device: Device): boolean {
    return this.data.iommu?.auxiliary?.includes(device) === true;
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

  /** The container through which the VMM behind a vIOMMU binds. */
  containerBehind(viommu: Viommu): Container {
    const { viommus = [] } = this.data;
    return (viommus[viommu - 1] as { readonly container: number }).container as Container;
  }

  /** The VM that KVM runs with PASID translation. */
  runBy(kvm: Kvm): Vm {
    const { kvms = [] } = this.data;
    return kvms[kvm - 1] as Vm;
  }

  /** How KVM runs a VM: null without PASID translation. */
  kvmOf(vm: Vm): Kvm | null {
    return this.kvms.find((kvm) => this.runBy(kvm) === vm) ?? null;
  }

  /** The VM that has a mediated device. */
  vmOfMdev(mdev: Mdev): Vm {
    const { mdevs = [] } = this.data;
    return mdevs[mdev - 1] as Vm;
  }

  /** The VM whose guest uses a vIOMMU. */
  guestOf(viommu: Viommu): Vm {
    return this.vmOf(this.containerBehind(viommu));
  }

  /** The VM that holds a device: the one that opened its container. */
  holderOf(device: Device): Vm {
    return this.vmOf(this.containerOf(device));
  }

  /** The device files that the process of a VM holds from boot; it comes to hold no other. */
  filesOf(vm: Vm): readonly Fd[] {
    return this.fds.filter((_, place) => (this.data.fds[place] as TopologyData['fds'][number]).holders.includes(vm));
  }

  devicesOfGroup(group: GroupId): Group {
    return this.#devicesOfGroup[group - 1] as Group;
  }

  /** The group of a device, if that can be attached and detached; null where attachment is fixed. */
  groupOf(device: Device): GroupId | null {
    return this.#groupOf[device - 1] as GroupId | null;
  }

  /** The groups that can be attached to a container, and detached from it. */
  groupsOf(container: Container): readonly GroupId[] {
    return this.#groupsOf[container - 1] as readonly GroupId[];
  }

  /** The only container to which a group can be attached. */
  containerOfGroup(group: GroupId): Container {
    return this.containerOf(this.devicesOfGroup(group)[0] as Device);
  }

  /** Whether a container has a type after boot: it holds a device then. */
  hasDomainAtBoot(container: Container): boolean {
    if (this.data.attachment === undefined) return this.devicesOf(container).length > 0;
    return this.groupsOf(container).some((group) => this.isAttachedAtBoot(group));
  }

  isAttachedAtBoot(group: GroupId): boolean {
    return this.data.attachment?.detached.includes(group) === false;
  }
}
