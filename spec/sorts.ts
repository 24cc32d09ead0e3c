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
} as const;

export type Sort = keyof typeof sorts;

declare const sortOf: unique symbol;

/** An id of one sort. */
export type Id<S extends Sort> = number & { readonly [sortOf]: S };

export type Vm = Id<'vm'>;
export type Container = Id<'container'>;
export type Device = Id<'device'>;
export type Fd = Id<'fd'>;
export type SetId = Id<'set'>;
export type Hpasid = Id<'hpasid'>;
export type Gpasid = Id<'gpasid'>;
export type Row = Id<'row'>;
export type Pgd = Id<'pgd'>;
export type Grpid = Id<'grpid'>;

/** How many members each sort has in one instance. */
export type Sizes = Readonly<Record<Sort, number>>;

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
