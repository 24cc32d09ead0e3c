/** Where everything lies in the one array of an engine: offsets in 32-bit words, constants of a geometry. */
import type { FreeBitmap } from './free-bitmap.ts';
import type { Geometry } from './geometry.ts';
import type { HashRegion } from './hash-region.ts';
import { bindRow, containerRow, deviceRow, setRow, vmRow } from './rows.ts';
import { mappingSlot, requestSlot, tableSlot } from './slots.ts';

/** Offsets into `words`, all above 0. */
export interface Regions {
  readonly geometry: Geometry;
  /** How many PASIDs the allocator may promise to sets in all, and how many it has promised. */
  readonly capacity: number;
  readonly promised: number;
  /** How many PASIDs and set numbers there are, free or not. */
  readonly pasidsInAll: number;
  readonly setsInAll: number;
  /**
   * Counts of what is not counted elsewhere: sets with a token, sets whose quota is not 0, bindings and present entries,
   * page requests, devices that fail and devices with UPRGI, files with a device, and pairs of a file and its holder.
   */
  readonly tokens: number;
  readonly quotas: number;
  readonly bindings: number;
  readonly entries: number;
  readonly outstanding: number;
  readonly pending: number;
  readonly failing: number;
  readonly unexpected: number;
  readonly files: number;
  readonly holders: number;
  /** Rows: see `rows.ts`. */
  readonly container: number;
  readonly device: number;
  readonly vm: number;
  readonly set: number;
  readonly fd: number;
  /** Length of a row of `fd`. */
  readonly fdWords: number;
  /** The devices of all containers, container after container. */
  readonly deviceLists: number;
  /** One word for every host PASID: see `pasid.ts`. */
  readonly pasid: number;
  /** What is remembered of host PASIDs while they are bound: `bindRow`. */
  readonly bind: number;
  readonly freeSets: FreeBitmap;
  readonly freePasids: FreeBitmap;
  /** Tables kept by key: see `slots.ts`. */
  readonly mappings: HashRegion;
  readonly tables: HashRegion;
  readonly requests: HashRegion;
  /** Number of words in all. */
  readonly end: number;
}

const containerWords = containerRow.words;
const deviceWords = deviceRow.words;
const vmWords = vmRow.words;
const setWords = setRow.words;
const bindWords = bindRow.words;

/** Where rows start, by number. */
export const containerAt = (at: Regions, container: number): number => at.container + container * containerWords;
export const deviceAt = (at: Regions, device: number): number => at.device + device * deviceWords;
export const vmAt = (at: Regions, vm: number): number => at.vm + vm * vmWords;
/** By the number of the row, which is the set plus 1. */
export const setAt = (at: Regions, rowOfSet: number): number => at.set + rowOfSet * setWords;
export const bindAt = (at: Regions, hpasid: number): number => at.bind + hpasid * bindWords;
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
    pasidsInAll: reserve(1),
    setsInAll: reserve(1),
    tokens: reserve(1),
    quotas: reserve(1),
    bindings: reserve(1),
    entries: reserve(1),
    outstanding: reserve(1),
    pending: reserve(1),
    failing: reserve(1),
    unexpected: reserve(1),
    files: reserve(1),
    holders: reserve(1),
    container: reserve(geometry.containers * containerWords),
    device: reserve(geometry.devices * deviceWords),
    vm: reserve(geometry.vms * vmWords),
    set: reserve((geometry.sets + 1) * setWords),
    fd: reserve(geometry.fds * fdWords),
    fdWords,
    deviceLists: reserve(geometry.devices),
    pasid: reserve(geometry.pasids),
    bind: reserve(geometry.pasids * bindWords),
    freeSets: bitmap(geometry.sets),
    freePasids: bitmap(geometry.pasids),
    // At most one guest PASID stands for a host PASID.
    mappings: hashRegion(geometry.pasids, mappingSlot.words),
    tables: hashRegion(geometry.bindings, tableSlot.words),
    requests: hashRegion(geometry.requests, requestSlot.words),
    end,
  };
}
