/**
 * The finite sorts over which the host is described, and the ids that stand for their members.
 * An id is a small number, branded by its sort so that a guest PASID cannot be passed for a host PASID.
 * Which ids exist is a matter of the topology; what a *number* from user space may be is a matter of `arguments.ts`.
 */
export const sorts = {
  /** A virtual machine, or rather the process (mm) that runs it. */
  vm: { prefix: 'vm', first: 1 },
  /** A VFIO container: the unit over which a guest page table is bound. */
  container: { prefix: 'c', first: 1 },
  /** What VFIO keeps for a container once its type is set (struct vfio_iommu), by the container's number; none where attachment is fixed. */
  vfioIommu: { prefix: 'iommu', first: 1 },
  /** What is mapped of guest memory for the devices of a container, by its number; none where all is, for good. */
  dmaMap: { prefix: 'dma', first: 1 },
  /** A group of devices, the unit of attachment to a container; none where attachment is fixed. */
  group: { prefix: 'grp', first: 1 },
  /** A device as the IOMMU sees it (a requester id). */
  device: { prefix: 'd', first: 1 },
  /** An open VFIO device file. */
  fd: { prefix: 'f', first: 1 },
  /** An ioasid_set; number 0 is the host's own. */
  set: { prefix: 's', first: 0 },
  /** A PASID of the host, allocated by the IOASID allocator. 0 is reserved for requests without PASID. */
  hpasid: { prefix: 'p', first: 1 },
  /** A PASID as the guest numbers it. */
  gpasid: { prefix: 'g', first: 1 },
  /** A bare number by which hardware indexes: a row of a PASID table. Not a promise of whose PASID it is. */
  row: { prefix: '', first: 1 },
  /** A guest page directory (gpgd), the root of a guest's first-level page table. */
  pgd: { prefix: 'pgd', first: 1 },
  /** A page request group index (PRGI, grpid). */
  grpid: { prefix: 'prg', first: 0 },
  /** A domain id (DID) by which the IOMMU tags what it caches; VT-d reserves 0 and 1. */
  did: { prefix: 'did', first: 2 },
  /** A second-level page table, by which the host translates what a guest's table gave: that of one domain. */
  slpt: { prefix: 'slpt', first: 1 },
  /** A feature of a device that can be enabled and disabled: 1 is IOMMU_DEV_FEAT_AUX, which lets it have auxiliary domains. */
  feature: { prefix: 'feat', first: 1 },
  /** A user of host PASIDs inside the kernel, beside their owner and the IOMMU driver: 1 is KVM, 2 the VDCM. */
  user: { prefix: 'user', first: 1 },
  /** A page request queue of the IOMMU, with what its driver keeps beside it; none where every request is a last page that is taken as it comes. */
  prq: { prefix: 'prq', first: 1 },
  /** The link over which devices get responses, where it is watched; none where it does not matter what they say. */
  link: { prefix: 'link', first: 1 },
  /** A place for one descriptor in the ring of the page request queue. */
  slot: { prefix: 'slot', first: 1 },
  /** A VM that KVM runs with PASID translation, so that its guest can use ENQCMD. */
  kvm: { prefix: 'kvm', first: 1 },
  /** A mediated device, composed by the VDCM out of parts of a physical one. */
  mdev: { prefix: 'mdev', first: 1 },
  /** A virtual IOMMU (vIOMMU), by which a guest asks its VMM for PASIDs and for bindings. */
  viommu: { prefix: 'viommu', first: 1 },
  /** A record that is left with a host PASID (private data): 1 is the IOMMU driver's, the others are users'; none where nobody looks. */
  data: { prefix: 'data', first: 1 },
  /** The notifier chains for events of host PASIDs, of every set and of all sets; none where every user is told. */
  chain: { prefix: 'chain', first: 1 },
  /** Who can be on them: users inside the kernel, numbered by priority, and the IOMMU driver, which comes last. */
  subscriber: { prefix: 'nb', first: 1 },
  /** The processes and their addresses (mm_struct), one table of them; none where no address is used again. */
  mm: { prefix: 'mm', first: 1 },
  /** Auxiliary domains with default PASIDs, one table of them; none where they are not attached. */
  auxDomain: { prefix: 'aux', first: 1 },
  /** What sets draw their quotas from: one, or none where its size stands still. */
  pool: { prefix: 'pool', first: 1 },
} as const;

export type Sort = keyof typeof sorts;

declare const sortOf: unique symbol;

/** An id of one sort. */
export type Id<S extends Sort> = number & { readonly [sortOf]: S };

export type Vm = Id<'vm'>;
export type Container = Id<'container'>;
export type VfioIommu = Id<'vfioIommu'>;
export type DmaMap = Id<'dmaMap'>;
export type GroupId = Id<'group'>;
export type Device = Id<'device'>;
export type Fd = Id<'fd'>;
export type SetId = Id<'set'>;
export type Hpasid = Id<'hpasid'>;
export type Gpasid = Id<'gpasid'>;
export type Row = Id<'row'>;
export type Pgd = Id<'pgd'>;
export type Grpid = Id<'grpid'>;
export type Did = Id<'did'>;
export type Slpt = Id<'slpt'>;
export type Feature = Id<'feature'>;
export type User = Id<'user'>;
export type Pool = Id<'pool'>;
export type Data = Id<'data'>;
export type Chain = Id<'chain'>;
export type Mm = Id<'mm'>;
export type AuxDomain = Id<'auxDomain'>;
export type Subscriber = Id<'subscriber'>;

/** The users inside the kernel, by name. An instance has the first few of them, or none. */
export const users = { kvm: 1, vdcm: 2 } as const;
export type Prq = Id<'prq'>;
export type Link = Id<'link'>;
export type Slot = Id<'slot'>;
export type Viommu = Id<'viommu'>;
export type Kvm = Id<'kvm'>;
export type Mdev = Id<'mdev'>;

/** How many members each sort has in one instance. */
export type Sizes = Readonly<Record<Sort, number>>;

/** No member of any sort: where sizes that are written down begin. */
export const noMembers = Object.fromEntries(Object.keys(sorts).map((sort) => [sort, 0])) as unknown as Sizes;

/** The ids of a sort with `size` members, in order. */
export function idsOf<S extends Sort>(sort: S, size: number): readonly Id<S>[] {
  return Array.from({ length: size }, (_, index) => (sorts[sort].first + index) as Id<S>);
}

/** The member of a sort that `value` names, or null when the number names none. Exact on all 64-bit values below 2^53. */
export function member<S extends Sort>(sort: S, size: number, value: number): Id<S> | null {
  const { first } = sorts[sort];
  return value >= first && value < first + size ? (value as Id<S>) : null;
}

/** `p1`, `vm2`, `c1`; rows, being bare numbers, print as such. */
export function printId(sort: Sort, id: number): string {
  return `${sorts[sort].prefix}${id}`;
}
