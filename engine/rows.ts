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
  /** What every bind and unbind by its opener answers: 0, or -errno while it has no device or is not nesting. */
  refusal: 1,
  /** Where the list of its devices starts, and where it ends. */
  firstDevice: 2,
  endOfDevices: 3,
  /** Row of the next container of the same VM, or 0. */
  next: 4,
  words: 5,
} as const;

export const deviceRow = {
  /** The VM that holds the device, or 0. */
  holder: 0,
  /** 1 while the environment makes its binds fail. */
  failsBind: 1,
  /** 1 once a response came to nothing outstanding. */
  uprgi: 2,
  words: 3,
} as const;

export const vmRow = {
  /** 1 when its guest has a PASID space of its own, 0 when it uses host PASIDs. */
  guestOwned: 0,
  /** Its ioasid_set plus 1, or 0. */
  ownSet: 1,
  /** Row of its first container, or 0. */
  firstContainer: 2,
  words: 3,
} as const;

/** Row 0 stands for "no set" and stays empty: set n has row n + 1. */
export const setRow = {
  /** Who owns it, as `ownerOf` puts it; 0 while there is no such set. */
  owner: 0,
  quota: 1,
  /** Number of PASIDs it holds. */
  members: 2,
  words: 3,
} as const;

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

/** A device file: its device, or 0, and one bit for every VM whose process holds the file. */
export const fdRow = { device: 0, holders: 1 } as const;
