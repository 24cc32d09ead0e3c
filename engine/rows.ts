/**
 * The fields of the rows that an engine keeps in fixed places, as word offsets within the row; `words` is the length
 * of a row. What is found by key instead is in `slots.ts`, the word of a PASID in `pasid.ts`.
 *
 * Where speed matters a file takes the fields it needs into constants of its own: a compiler knows the value of these,
 * and not that of a property of something imported.
 */

export const containerRow = {
  /** The VM whose process opened it. */
  opener: 0,
  /** What every bind and unbind by its opener answers: 0, or -errno while it has no type or is not nesting. */
  refusal: 1,
  /** Where the list of its devices starts, and where it ends; those of detached groups are in it. */
  firstDevice: 2,
  endOfDevices: 3,
  /** Row of the next container of the same VM, or 0. */
  next: 4,
  /** Number of devices that are attached. */
  devices: 5,
  /** Its type, as the specification numbers it; 0 too where attachment is fixed. */
  type: 6,
  /** Row of its first group, or 0; it has none where attachment is fixed. */
  firstGroup: 7,
  /** The highest address of guest memory that is mapped for its devices, 0 for none; the halves side by side. */
  topLow: 8,
  topHigh: 9,
  words: 10,
} as const;

export const deviceRow = {
  /** The VM that holds the device, or 0. */
  holder: 0,
  /** 1 while the environment makes its binds fail. */
  failsBind: 1,
  /** 1 once a response came to nothing outstanding. */
  uprgi: 2,
  /** The domain id of its domain, or 0. */
  did: 3,
  /** The number of its domain's second-level page table, or 0. */
  slpt: 4,
  /** 1 if it has an auxiliary domain; and 1 while these are enabled. */
  auxiliary: 5,
  aux: 6,
  /** 1 while it is attached to its container. */
  attached: 7,
  /** 1 if it sends PASIDs of fewer than 20 bits. */
  narrow: 8,
  /** What was last answered to it, where the link is watched: the code plus 1, and 4 if private data came back. */
  response: 9,
  /** How many requests it waits for, and how many the host owes it. */
  waiting: 10,
  owed: 11,
  /** 1 while it is out of the page request queue; and 1 while nobody is told of its requests. */
  gone: 12,
  unhandled: 13,
  /** The default PASID of its auxiliary domain, at which that is entered, or 0. */
  defaultPasid: 14,
  words: 15,
} as const;

/** Groups that can be attached and detached. */
export const groupRow = {
  /** Row of the container that it can be attached to. */
  container: 0,
  /** Where the list of its devices starts, and where it ends. */
  firstDevice: 1,
  endOfDevices: 2,
  /** 1 while it is attached. */
  attached: 3,
  /** Row of the next group of the same container, or 0. */
  next: 4,
  words: 5,
} as const;

/** A vIOMMU: the VM whose guest uses it, the container through which its VMM binds, and a number in use, or 0. */
export const viommuRow = { vm: 0, container: 1, firstNumber: 2, words: 3 } as const;

/** A mediated device: the VM that has it, and what is in its register, or 0. */
export const mdevRow = { vm: 0, number: 1, words: 2 } as const;

export const vmRow = {
  /** 1 when its guest has a PASID space of its own, 0 when it uses host PASIDs. */
  guestOwned: 0,
  /** Its ioasid_set plus 1, or 0. */
  ownSet: 1,
  /** Row of its first container, or 0. */
  firstContainer: 2,
  /** Number of its containers that have a type; counted only where attachment is not fixed. */
  typed: 3,
  /** 1 when KVM runs it with PASID translation. */
  translates: 4,
  /** Its vIOMMU, or 0. */
  viommu: 5,
  /** Bit n - 1: user n inside the kernel is to be told of the events of its set, once it has one. */
  notifiers: 6,
  /** As before, of those that registered when the VM was made: KVM, the VDCM. */
  standing: 7,
  /** 1 once its process has exited, until another has its address. */
  exited: 8,
  words: 9,
} as const;

/** Row 0 stands for "no set" and stays empty: set n has row n + 1. */
export const setRow = {
  /** Who owns it, as `ownerOf` puts it; 0 while there is no such set. */
  owner: 0,
  quota: 1,
  /** Number of PASIDs it holds. */
  members: 2,
  /** The first of them, or 0. */
  firstMember: 3,
  /** Bit 0: its creator has put it. Bit n: user n inside the kernel holds a reference. */
  references: 4,
  /** Bit n - 1: user n inside the kernel is told of its events. */
  notifiers: 5,
  words: 6,
} as const;

/** The place of a host PASID among the members of its set: its neighbours, or 0. */
export const memberRow = { next: 0, previous: 1, words: 2 } as const;

/** What is remembered of a host PASID while it is bound. */
export const bindRow = {
  /** The guest PASID that stands for it, or 0. */
  gpasid: 0,
  /** The guest page directory, low and high half of its address. */
  pgdLow: 1,
  pgdHigh: 2,
  /** Number of devices that are bound. */
  bound: 3,
  words: 4,
} as const;

/** A descriptor in the page request queue: who asks, by which numbers, and how. */
export const descriptorRow = {
  device: 0,
  /** The PASID, 0 for none. */
  pasid: 1,
  grpid: 2,
  /** The form as `pageForm` has it, and the mode above its three bits. */
  form: 3,
  words: 4,
} as const;

/** A device file: its device, or 0, and one bit for every VM whose process holds the file. */
export const fdRow = { device: 0, holders: 1 } as const;
