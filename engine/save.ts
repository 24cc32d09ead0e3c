/** The abstract state of an instance, read out of an engine into packed words. */
import type { Codes } from './codes.ts';
import { findFrom } from './hash-region.ts';
import { referencesOf, setRowOf, stateOf, tokenOf, typeOf } from './pasid.ts';
import type { Keys, Places } from './places.ts';
import { deviceAt, fdAt, setAt } from './regions.ts';
import { deviceRow, fdRow, setRow } from './rows.ts';
import { mappingSlot, requestSlot, tableFlags, tableSlot } from './slots.ts';

const { isBound, isPresent } = tableFlags;
const { flags, bindingLow, bindingHigh, entryLow, entryHigh } = tableSlot;
const { hpasid: hpasidOf } = mappingSlot;
const { outstanding: outstandingBits, pending: pendingBits } = requestSlot;
const { owner: ownerField, quota: quotaOf } = setRow;
const { failsBind: failsBindOf, uprgi: uprgiOf } = deviceRow;
const { device: deviceOf, holders: holdersOf } = fdRow;

/**
 * Writes the packed state to `into`, from `into[at]` on. Gives the number of stored things that are not in it, because
 * they have no place in the instance; by the engine's own counts, so 0 for a correct one.
 */
export function save(words: Int32Array, places: Places, codes: Codes, into: Int32Array, at: number): number {
  const end = at + places.width;
  for (let word = at; word < end; word++) into[word] = 0;
  return (
    saveSets(words, places, codes, into, at) +
    savePasids(words, places, codes, into, at) +
    saveMappings(words, places, codes, into, at) +
    saveBindings(words, places, codes, into, at) +
    saveEntries(words, places, codes, into, at) +
    saveRequests(words, places, into, at) +
    saveDevices(words, places, into, at) +
    saveFiles(words, places, codes, into, at)
  );
}

/** Adds the code of a cell to words that were 0; codes of most cells are 0, and cost nothing. */
function put({ firstBit }: Places, into: Int32Array, at: number, cell: number, code: number): void {
  if (code === 0) return;
  const bit = firstBit[cell] as number;
  const word = at + (bit >>> 5);
  into[word] = (into[word] as number) | (code << bit);
}

/** The slot of the key at `triples[key]`, or -1. Most slots are free, and seen to be so at once. */
function slotOf(words: Int32Array, { region, triples }: Keys, key: number): number {
  const home = triples[key] as number;
  if (words[home] === 0) return -1;
  return findFrom(words, region, home, triples[key + 1] as number, triples[key + 2] as number);
}

function saveSets(words: Int32Array, places: Places, codes: Codes, into: Int32Array, at: number): number {
  const { regions, offsets, sets } = places;
  let stray = (words[regions.setsInAll] as number) - (words[regions.freeSets.count] as number);
  for (let index = 0; index < sets.length; index++) {
    const row = setAt(regions, (sets[index] as number) + 1);
    const owner = words[row + ownerField] as number;
    const quota = words[row + quotaOf] as number;
    if (owner === 0) continue;
    const token = codes.vm[tokenOf(owner)] as number;
    if ((token === 0 && tokenOf(owner) !== 0) || quota > (words[regions.capacity] as number)) continue;
    put(places, into, at, offsets.setType + index, typeOf(owner));
    put(places, into, at, offsets.setToken + index, token);
    put(places, into, at, offsets.setQuota + index, quota);
    stray--;
  }
  return Math.abs(stray);
}

function savePasids(words: Int32Array, places: Places, codes: Codes, into: Int32Array, at: number): number {
  const { regions, offsets, hpasids } = places;
  let stray = (words[regions.pasidsInAll] as number) - (words[regions.freePasids.count] as number);
  for (let index = 0; index < hpasids.length; index++) {
    const word = words[regions.pasid + (hpasids[index] as number)] as number;
    if (word === 0) continue;
    const set = codes.setRow[setRowOf(word)] as number;
    if (set === 0 && setRowOf(word) !== 0) continue;
    put(places, into, at, offsets.state + index, stateOf(word));
    put(places, into, at, offsets.set + index, set);
    put(places, into, at, offsets.refs + index, referencesOf(word));
    stray--;
  }
  return Math.abs(stray);
}

function saveMappings(words: Int32Array, places: Places, codes: Codes, into: Int32Array, at: number): number {
  const { offsets, mappings: keys } = places;
  let stray = words[keys.region.count] as number;
  for (let row = 0, key = 0; key < keys.triples.length; row++, key += 3) {
    const slot = slotOf(words, keys, key);
    if (slot < 0) continue;
    const hpasid = codes.hpasid[words[slot + hpasidOf] as number] as number;
    put(places, into, at, offsets.mapping + row, hpasid);
    if (hpasid !== 0) stray--;
  }
  return Math.abs(stray);
}

function saveBindings(words: Int32Array, places: Places, codes: Codes, into: Int32Array, at: number): number {
  const { regions, offsets, bindings: keys } = places;
  let stray = words[regions.bindings] as number;
  for (let row = 0, key = 0; key < keys.triples.length; row++, key += 3) {
    const slot = slotOf(words, keys, key);
    if (slot < 0 || ((words[slot + flags] as number) & isBound) === 0) continue;
    const pgd = codes.pgd(words[slot + bindingLow] as number, words[slot + bindingHigh] as number);
    put(places, into, at, offsets.binding + row, pgd);
    if (pgd !== 0) stray--;
  }
  return Math.abs(stray);
}

function saveEntries(words: Int32Array, places: Places, codes: Codes, into: Int32Array, at: number): number {
  const { regions, offsets, entries: keys } = places;
  let stray = words[regions.entries] as number;
  for (let row = 0, key = 0; key < keys.triples.length; row++, key += 3) {
    const slot = slotOf(words, keys, key);
    if (slot < 0 || ((words[slot + flags] as number) & isPresent) === 0) continue;
    const pgd = codes.pgd(words[slot + entryLow] as number, words[slot + entryHigh] as number);
    put(places, into, at, offsets.entry + row, pgd);
    if (pgd !== 0) stray--;
  }
  return Math.abs(stray);
}

function saveRequests(words: Int32Array, places: Places, into: Int32Array, at: number): number {
  const { regions, offsets, requestBits, requests: keys } = places;
  let outstanding = words[regions.outstanding] as number;
  let pending = words[regions.pending] as number;
  for (let row = 0, key = 0; key < keys.triples.length; row++, key += 3) {
    const slot = slotOf(words, keys, key);
    if (slot < 0) continue;
    const bit = requestBits[row] as number;
    if (((words[slot + outstandingBits] as number) & bit) !== 0) {
      put(places, into, at, offsets.outstanding + row, 1);
      outstanding--;
    }
    if (((words[slot + pendingBits] as number) & bit) !== 0) {
      put(places, into, at, offsets.pending + row, 1);
      pending--;
    }
  }
  return Math.abs(outstanding) + Math.abs(pending);
}

function saveDevices(words: Int32Array, places: Places, into: Int32Array, at: number): number {
  const { regions, offsets, devices } = places;
  let failing = words[regions.failing] as number;
  let unexpected = words[regions.unexpected] as number;
  for (let index = 0; index < devices.length; index++) {
    const row = deviceAt(regions, devices[index] as number);
    const failsBind = words[row + failsBindOf] as number;
    const uprgi = words[row + uprgiOf] as number;
    put(places, into, at, offsets.failsBind + index, failsBind);
    put(places, into, at, offsets.uprgi + index, uprgi);
    failing -= failsBind;
    unexpected -= uprgi;
  }
  return Math.abs(failing) + Math.abs(unexpected);
}

/** No command opens or closes a file, so none can be astray. */
function saveFiles(words: Int32Array, places: Places, codes: Codes, into: Int32Array, at: number): 0 {
  const { regions, offsets, fds, vms } = places;
  for (let index = 0; index < fds.length; index++) {
    const row = fdAt(regions, fds[index] as number);
    put(places, into, at, offsets.fdDevice + index, codes.device[words[row + deviceOf] as number] as number);
    const held = offsets.held + index * vms.length;
    for (let vm = 0; vm < vms.length; vm++) {
      const number = vms[vm] as number;
      const holders = words[row + holdersOf + (number >>> 5)] as number;
      put(places, into, at, held + vm, (holders >>> number) & 1);
    }
  }
  return 0;
}
