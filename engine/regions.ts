/** Where everything lies in the one array of an engine: offsets in 32-bit words, constants of a geometry. */
import type { FreeBitmap } from './free-bitmap.ts';
import type { Geometry } from './geometry.ts';
import type { HashRegion } from './hash-region.ts';
import {
  bindRow,
  containerRow,
  descriptorRow,
  deviceRow,
  groupRow,
  mdevRow,
  memberRow,
  setRow,
  viommuRow,
  vmRow,
} from './rows.ts';
import { cachedSlot, groupSlot, guestSlot, mappingSlot, requestSlot, tableSlot } from './slots.ts';

/** Offsets into `words`, all above 0. */
export interface Regions {
  readonly geometry: Geometry;
  /** How many PASIDs the allocator may promise to sets in all, and how many it has promised. */
  readonly capacity: number;
  readonly promised: number;
  /** How many of them were not installed, and how many are reserved. */
  readonly withheld: number;
  readonly reserved: number;
  /** How many PASIDs and set numbers there are, free or not. */
  readonly pasidsInAll: number;
  readonly setsInAll: number;
  /**
   * What the IOMMU can do: 1 if it translates 57 bits, and the flags of bind data that it serves. How many devices send
   * PASIDs of fewer than 20 bits.
   */
  readonly fiveLevel: number;
  readonly servedFlags: number;
  readonly narrowDevices: number;
  /**
   * Counts of what is not counted elsewhere: sets with a token, sets whose quota is not 0, bindings and present entries,
   * entries with a domain id and with a second-level page table, users of bindings, features that are
   * enabled, tags in each of the caches, page requests, devices that fail and devices with UPRGI, files
   * with a device, pairs of a file and its holder, users that hold a reference or were told of a free, users' records
   * that are left with host PASIDs, host PASIDs that are bound,
   * numbers of guests that are looked up or have an entry, sets that were put, and users that hold one.
   * numbers of guests that are looked up, have an entry or are translated by KVM, and registers that hold a PASID.
   */
  readonly tokens: number;
  readonly quotas: number;
  readonly bindings: number;
  readonly entries: number;
  readonly domainIds: number;
  readonly secondLevels: number;
  readonly bindingUsers: number;
  readonly features: number;
  readonly pasidCacheTags: number;
  readonly iotlbTags: number;
  readonly deviceTlbTags: number;
  readonly outstanding: number;
  readonly pending: number;
  readonly failing: number;
  readonly unexpected: number;
  readonly files: number;
  readonly holders: number;
  readonly holding: number;
  readonly notified: number;
  readonly usersData: number;
  /** How many auxiliary domains have a default PASID. */
  readonly defaultPasids: number;
  /** How many PASIDs may be promised to sets of type NULL, and how many are. */
  readonly hostShare: number;
  readonly promisedToHost: number;
  /** 1 where addresses of processes are used again, and how many processes have exited. */
  readonly mms: number;
  readonly exited: number;
  /** 1 where users register for events; who is told of all (bit n - 1: user n), and who was told last, the IOMMU driver above all users. */
  readonly chains: number;
  readonly notifiers: number;
  readonly toldLast: number;
  /** How many users have registered with sets, and how many wait for one. */
  readonly registered: number;
  readonly waiting: number;
  readonly boundPasids: number;
  /** Counts of groups that are attached, and of containers that have a type, where attachment is not fixed. */
  readonly attached: number;
  readonly typed: number;
  readonly lookUps: number;
  readonly translations: number;
  readonly registers: number;
  readonly guestEntries: number;
  readonly setsPut: number;
  readonly setsHeld: number;
  /** Number of containers for which guest memory is mapped, where that can change. */
  readonly mapped: number;
  /** Rows: see `rows.ts`. */
  readonly container: number;
  readonly group: number;
  readonly device: number;
  readonly vm: number;
  readonly viommu: number;
  /** One word for every VM that KVM runs with PASID translation: which it is. */
  readonly kvm: number;
  readonly mdev: number;
  /** First number past the mediated devices that there are. */
  readonly mdevs: number;
  /** First number past the device files that there are. */
  readonly fdsInAll: number;
  readonly set: number;
  readonly fd: number;
  /** Length of a row of `fd`. */
  readonly fdWords: number;
  /** The devices of all containers, container after container. */
  readonly deviceLists: number;
  /** One word for every host PASID: see `pasid.ts`. */
  readonly pasid: number;
  /** One word for the users of every host PASID: see `ioasid/users.ts`. */
  readonly users: number;
  /** The members of sets: `memberRow`. */
  readonly member: number;
  /** What is remembered of host PASIDs while they are bound: `bindRow`. */
  readonly bind: number;
  readonly freeSets: FreeBitmap;
  readonly freePasids: FreeBitmap;
  /** Tables kept by key: see `slots.ts`. */
  readonly mappings: HashRegion;
  readonly tables: HashRegion;
  readonly requests: HashRegion;
  readonly cached: HashRegion;
  readonly partials: HashRegion;
  /**
   * The page request queue: 1 where there is one, how many descriptors it holds at most and now, the number of the place
   * of the oldest, whether it has overflowed, and the places (`descriptorRow`).
   */
  readonly prqs: number;
  readonly prqLimit: number;
  readonly prqCount: number;
  readonly prqHead: number;
  readonly prqOverflow: number;
  readonly descriptors: number;
  /** Counts of the groups of several pages, by what is kept account of. */
  readonly begun: number;
  readonly dropped: number;
  readonly kept: number;
  readonly failed: number;
  readonly privateData: number;
  /** 1 where the link is watched; how many devices were answered on it, and how many got private data back. */
  readonly links: number;
  readonly answered: number;
  readonly returned: number;
  /** How many devices are out of the queue, and how many have no fault handler. */
  readonly gone: number;
  readonly unhandled: number;
  readonly guestPasids: HashRegion;
  /** Number of words in all. */
  readonly end: number;
}

const containerWords = containerRow.words;
const groupWords = groupRow.words;
const memberWords = memberRow.words;
const deviceWords = deviceRow.words;
const vmWords = vmRow.words;
const setWords = setRow.words;
const bindWords = bindRow.words;
const descriptorWords = descriptorRow.words;

/** Where rows start, by number. */
export const containerAt = (at: Regions, container: number): number => at.container + container * containerWords;
export const groupAt = (at: Regions, group: number): number => at.group + group * groupWords;
export const memberAt = (at: Regions, hpasid: number): number => at.member + hpasid * memberWords;
export const deviceAt = (at: Regions, device: number): number => at.device + device * deviceWords;
export const vmAt = (at: Regions, vm: number): number => at.vm + vm * vmWords;
export const viommuAt = (at: Regions, viommu: number): number => at.viommu + viommu * viommuRow.words;
export const mdevAt = (at: Regions, mdev: number): number => at.mdev + mdev * mdevRow.words;
/** By the number of the row, which is the set plus 1. */
export const setAt = (at: Regions, rowOfSet: number): number => at.set + rowOfSet * setWords;
export const bindAt = (at: Regions, hpasid: number): number => at.bind + hpasid * bindWords;
/** By the number of the place in the page request queue. */
export const descriptorAt = (at: Regions, place: number): number => at.descriptors + place * descriptorWords;
export const fdAt = (at: Regions, fd: number): number => at.fd + fd * at.fdWords;

/** The regions one after the other, as large as the geometry wants them. */
export function regionsOf(geometry: Geometry): Regions {
  let end = 0;
  // Offsets are made 32-bit integers, as which the engine then also computes with them.
  const reserve = (words: number): number => {
    const offset = end;
    end = (end + words) | 0;
    return offset;
  };
  const bitmap = (numbers: number): FreeBitmap => ({
    count: reserve(1),
    hint: reserve(1),
    level3: reserve(1),
    level2: reserve(Math.ceil(numbers / 2 ** 15)),
    level1: reserve(Math.ceil(numbers / 2 ** 10)),
    level0: reserve(Math.ceil(numbers / 2 ** 5)),
  });
  const hashRegion = (limit: number, slotWords: number): HashRegion => {
    const words = slotWords << (32 - Math.clz32(2 * limit - 1));
    const count = reserve(1);
    // Slots are aligned to their own length, so that none lies across two cache lines.
    reserve(-end & (slotWords - 1));
    return { count, base: reserve(words), mask: words - 1, slotWords, limit };
  };

  const fdWords = 1 + ((geometry.vms + 31) >>> 5);
  // Word 0 is nobody's: where an offset may be missing, 0 says so.
  reserve(1);
  return {
    geometry,
    capacity: reserve(1),
    promised: reserve(1),
    withheld: reserve(1),
    reserved: reserve(1),
    pasidsInAll: reserve(1),
    setsInAll: reserve(1),
    fiveLevel: reserve(1),
    servedFlags: reserve(1),
    narrowDevices: reserve(1),
    tokens: reserve(1),
    quotas: reserve(1),
    bindings: reserve(1),
    entries: reserve(1),
    domainIds: reserve(1),
    secondLevels: reserve(1),
    bindingUsers: reserve(1),
    features: reserve(1),
    pasidCacheTags: reserve(1),
    iotlbTags: reserve(1),
    deviceTlbTags: reserve(1),
    outstanding: reserve(1),
    pending: reserve(1),
    failing: reserve(1),
    unexpected: reserve(1),
    files: reserve(1),
    holders: reserve(1),
    holding: reserve(1),
    notified: reserve(1),
    usersData: reserve(1),
    defaultPasids: reserve(1),
    hostShare: reserve(1),
    promisedToHost: reserve(1),
    mms: reserve(1),
    exited: reserve(1),
    chains: reserve(1),
    notifiers: reserve(1),
    toldLast: reserve(1),
    registered: reserve(1),
    waiting: reserve(1),
    boundPasids: reserve(1),
    attached: reserve(1),
    typed: reserve(1),
    lookUps: reserve(1),
    translations: reserve(1),
    registers: reserve(1),
    mdevs: reserve(1),
    fdsInAll: reserve(1),
    guestEntries: reserve(1),
    setsPut: reserve(1),
    setsHeld: reserve(1),
    mapped: reserve(1),
    container: reserve(geometry.containers * containerWords),
    // A group has a device at least.
    group: reserve(geometry.devices * groupWords),
    device: reserve(geometry.devices * deviceWords),
    vm: reserve(geometry.vms * vmWords),
    viommu: reserve(geometry.viommus * viommuRow.words),
    kvm: reserve(geometry.vms),
    mdev: reserve(geometry.mdevs * mdevRow.words),
    set: reserve((geometry.sets + 1) * setWords),
    fd: reserve(geometry.fds * fdWords),
    fdWords,
    deviceLists: reserve(geometry.devices),
    pasid: reserve(geometry.pasids),
    users: reserve(geometry.pasids),
    member: reserve(geometry.pasids * memberWords),
    bind: reserve(geometry.pasids * bindWords),
    prqs: reserve(1),
    prqLimit: reserve(1),
    prqCount: reserve(1),
    prqHead: reserve(1),
    prqOverflow: reserve(1),
    descriptors: reserve(geometry.slots * descriptorWords),
    begun: reserve(1),
    dropped: reserve(1),
    kept: reserve(1),
    failed: reserve(1),
    privateData: reserve(1),
    links: reserve(1),
    answered: reserve(1),
    returned: reserve(1),
    gone: reserve(1),
    unhandled: reserve(1),
    freeSets: bitmap(geometry.sets),
    freePasids: bitmap(geometry.pasids),
    // At most one guest PASID stands for a host PASID.
    mappings: hashRegion(geometry.pasids, mappingSlot.words),
    tables: hashRegion(geometry.bindings, tableSlot.words),
    requests: hashRegion(geometry.requests, requestSlot.words),
    // Something is cached of present entries only.
    cached: hashRegion(geometry.bindings, cachedSlot.words),
    partials: hashRegion(geometry.partials, groupSlot.words),
    guestPasids: hashRegion(geometry.guestPasids, guestSlot.words),
    end,
  };
}
