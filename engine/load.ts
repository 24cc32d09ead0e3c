/** The abstract state of an instance, written into an engine from packed words; all that it had held is gone. */
import { setFdDevice, setHolder } from './boot.ts';
import { release, take } from './free-bitmap.ts';
import { clearFrom, find, put } from './hash-region.ts';
import type { Host } from './host.ts';
import { countMembers, createSet } from './ioasid/sets.ts';
import { setBinding, setEntry } from './iommu/pasid-table.ts';
import { pasidWord } from './pasid.ts';
import { pgdHigh, pgdLow } from './pgd.ts';
import type { Keys, Places } from './places.ts';
import { bindAt, deviceAt, setAt, vmAt } from './regions.ts';
import { bindRow, deviceRow, setRow, vmRow } from './rows.ts';
import { blockOfKey, requestSlot, rowOfKey, tableSlot } from './slots.ts';
import { map } from './vfio/guest-to-host.ts';

/**
 * Takes the state whose words start at `packed[from]`. What follows is as if the state had been reached by commands.
 * Costs as much as the instance is large, unless something stray is in the engine: then it boots again first.
 */
export function load(host: Host, places: Places, packed: Int32Array, from: number): void {
  const { words } = host;
  clear(words, places);
  if (!isClear(words, places)) {
    host.reset();
    clear(words, places);
  }
  loadSets(words, places, packed, from);
  loadPasids(words, places, packed, from);
  loadMappings(words, places, packed, from);
  loadBindings(words, places, packed, from);
  loadEntries(words, places, packed, from);
  loadRequests(words, places, packed, from);
  loadDevices(words, places, packed, from);
  loadFiles(words, places, packed, from);
}

function codeAt({ firstBit, mask }: Places, packed: Int32Array, from: number, cell: number): number {
  const bit = firstBit[cell] as number;
  return ((packed[from + (bit >>> 5)] as number) >>> bit) & (mask[cell] as number);
}

function clear(words: Int32Array, places: Places): void {
  const { regions } = places;
  for (const set of places.sets) {
    words[setAt(regions, set + 1) + setRow.owner] = 0;
    words[setAt(regions, set + 1) + setRow.quota] = 0;
    release(words, regions.freeSets, set);
  }
  for (const vm of places.vms) words[vmAt(regions, vm) + vmRow.ownSet] = 0;
  words[regions.promised] = 0;
  words[regions.tokens] = 0;
  words[regions.quotas] = 0;
  for (const hpasid of places.hpasids) {
    words[regions.pasid + hpasid] = 0;
    words[bindAt(regions, hpasid) + bindRow.gpasid] = 0;
    words[bindAt(regions, hpasid) + bindRow.bound] = 0;
    release(words, regions.freePasids, hpasid);
  }
  clearKeys(words, places.mappings);
  clearKeys(words, places.bindings);
  clearKeys(words, places.entries);
  clearKeys(words, places.requests);
  words[regions.bindings] = 0;
  words[regions.entries] = 0;
  words[regions.outstanding] = 0;
  words[regions.pending] = 0;
  for (const device of places.devices) {
    const row = deviceAt(regions, device);
    setFlag(words, row + deviceRow.failsBind, regions.failing, 0);
    setFlag(words, row + deviceRow.uprgi, regions.unexpected, 0);
  }
}

function clearKeys(words: Int32Array, { region, triples }: Keys): void {
  for (let key = 0; key < triples.length; key += 3) clearFrom(words, region, triples[key] as number);
}

/** Sets a flag, and keeps the count of those that are set. */
function setFlag(words: Int32Array, flag: number, count: number, value: number): void {
  words[count] = (words[count] as number) + value - (words[flag] as number);
  words[flag] = value;
}

/** Whether nothing is left in the engine, by its own counts. */
function isClear(words: Int32Array, { regions }: Places): boolean {
  return (
    words[regions.freeSets.count] === words[regions.setsInAll] &&
    words[regions.freePasids.count] === words[regions.pasidsInAll] &&
    words[regions.mappings.count] === 0 &&
    words[regions.tables.count] === 0 &&
    words[regions.requests.count] === 0 &&
    words[regions.failing] === 0 &&
    words[regions.unexpected] === 0
  );
}

function loadSets(words: Int32Array, places: Places, packed: Int32Array, from: number): void {
  const { regions, offsets, sets, injection } = places;
  for (let index = 0; index < sets.length; index++) {
    const type = codeAt(places, packed, from, offsets.setType + index);
    if (type === 0) continue;
    const token = injection.vm[codeAt(places, packed, from, offsets.setToken + index)] as number;
    const quota = codeAt(places, packed, from, offsets.setQuota + index);
    createSet(words, regions, sets[index] as number, type | (token << 2), quota);
  }
}

function loadPasids(words: Int32Array, places: Places, packed: Int32Array, from: number): void {
  const { regions, offsets, hpasids, sets } = places;
  for (let index = 0; index < hpasids.length; index++) {
    const state = codeAt(places, packed, from, offsets.state + index);
    if (state === 0) continue;
    const hpasid = hpasids[index] as number;
    const set = codeAt(places, packed, from, offsets.set + index);
    const rowOfSet = set === 0 ? 0 : (sets[set - 1] as number) + 1;
    take(words, regions.freePasids, hpasid);
    words[regions.pasid + hpasid] = pasidWord(state, codeAt(places, packed, from, offsets.refs + index), rowOfSet);
    countMembers(words, regions, rowOfSet, 1);
  }
}

function loadMappings(words: Int32Array, places: Places, packed: Int32Array, from: number): void {
  const { regions, offsets, injection } = places;
  const { triples } = places.mappings;
  for (let row = 0, key = 0; key < triples.length; row++, key += 3) {
    const code = codeAt(places, packed, from, offsets.mapping + row);
    if (code === 0) continue;
    map(words, regions, triples[key + 1] as number, triples[key + 2] as number, injection.pasid[code] as number);
  }
}

function loadBindings(words: Int32Array, places: Places, packed: Int32Array, from: number): void {
  const { regions, offsets } = places;
  const { triples } = places.bindings;
  for (let row = 0, key = 0; key < triples.length; row++, key += 3) {
    const pgd = codeAt(places, packed, from, offsets.binding + row);
    if (pgd === 0) continue;
    const hpasid = triples[key + 2] as number;
    const bind = bindAt(regions, hpasid);
    setBinding(words, regions, triples[key + 1] as number, hpasid, pgdLow(pgd), pgdHigh(pgd));
    words[bind + bindRow.pgdLow] = pgdLow(pgd);
    words[bind + bindRow.pgdHigh] = pgdHigh(pgd);
  }
}

function loadEntries(words: Int32Array, places: Places, packed: Int32Array, from: number): void {
  const { regions, offsets } = places;
  const { triples } = places.entries;
  for (let row = 0, key = 0; key < triples.length; row++, key += 3) {
    const pgd = codeAt(places, packed, from, offsets.entry + row);
    if (pgd === 0) continue;
    setEntry(words, regions, triples[key + 1] as number, triples[key + 2] as number, pgdLow(pgd), pgdHigh(pgd));
  }
}

function loadRequests(words: Int32Array, places: Places, packed: Int32Array, from: number): void {
  const { regions, offsets, requestBits } = places;
  const { triples } = places.requests;
  for (let row = 0, key = 0; key < triples.length; row++, key += 3) {
    const outstanding = codeAt(places, packed, from, offsets.outstanding + row);
    const pending = codeAt(places, packed, from, offsets.pending + row);
    if ((outstanding | pending) === 0) continue;
    const slot = put(words, regions.requests, triples[key + 1] as number, triples[key + 2] as number);
    const bit = requestBits[row] as number;
    addBit(words, slot + requestSlot.outstanding, bit, regions.outstanding, outstanding);
    addBit(words, slot + requestSlot.pending, bit, regions.pending, pending);
    noteBlock(words, places, triples[key + 1] as number, triples[key + 2] as number);
  }
}

/** Notes a block of requests in its row. Where nothing is bound and no entry is present, nothing will be drained. */
function noteBlock(words: Int32Array, { regions }: Places, device: number, key: number): void {
  const table = find(words, regions.tables, device, rowOfKey(key));
  if (table < 0) return;
  words[table + tableSlot.blocks] = (words[table + tableSlot.blocks] as number) | (1 << blockOfKey(key));
}

/** Sets a bit and counts it, if `value` is 1. */
function addBit(words: Int32Array, bits: number, bit: number, count: number, value: number): void {
  words[bits] = (words[bits] as number) | (bit & -value);
  words[count] = (words[count] as number) + value;
}

function loadDevices(words: Int32Array, places: Places, packed: Int32Array, from: number): void {
  const { regions, offsets, devices } = places;
  for (let index = 0; index < devices.length; index++) {
    const row = deviceAt(regions, devices[index] as number);
    const failsBind = codeAt(places, packed, from, offsets.failsBind + index);
    const uprgi = codeAt(places, packed, from, offsets.uprgi + index);
    setFlag(words, row + deviceRow.failsBind, regions.failing, failsBind);
    setFlag(words, row + deviceRow.uprgi, regions.unexpected, uprgi);
  }
}

function loadFiles(words: Int32Array, places: Places, packed: Int32Array, from: number): void {
  const { regions, offsets, fds, vms, injection } = places;
  for (let index = 0; index < fds.length; index++) {
    const fd = fds[index] as number;
    const device = codeAt(places, packed, from, offsets.fdDevice + index);
    setFdDevice(words, regions, fd, injection.device[device] as number);
    for (let vm = 0; vm < vms.length; vm++) {
      const held = codeAt(places, packed, from, offsets.held + index * vms.length + vm);
      setHolder(words, regions, fd, vms[vm] as number, held);
    }
  }
}
