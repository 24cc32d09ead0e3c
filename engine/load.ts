/** The abstract state of an instance, written into an engine from packed words; all that it had held is gone. */
import { setFdDevice, setHolder } from './boot.ts';
import { release, take } from './free-bitmap.ts';
import { setGuestEntry, setLookUp } from './guest/guest-pasids.ts';
import { setRegister } from './guest/mdev.ts';
import { setExited } from './guest/mm-reuse.ts';
import { clearFrom, find, put } from './hash-region.ts';
import type { Host } from './host.ts';
import { noteTold, setBits } from './ioasid/chain.ts';
import { addMember } from './ioasid/members.ts';
import { setData } from './ioasid/private-data.ts';
import { createSet, flipReference, isPut, userBit } from './ioasid/sets.ts';
import { holdsBit, mark, notifiedBit } from './ioasid/users.ts';
import { setDefaultPasid } from './iommu/aux-domain.ts';
import { addTags } from './iommu/caches.ts';
import { setBinding, setDomain, setEntry, setUsers } from './iommu/pasid-table.ts';
import { countOwed, countWaiting } from './page-request/counts.ts';
import { setFlag as setPrqFlag } from './page-request/devices.ts';
import { groupsFor, setBit } from './page-request/groups.ts';
import { empty, formWord, pageForm } from './page-request/queue.ts';
import { setResponse, withData } from './page-request/respond.ts';
import { pasidWord } from './pasid.ts';
import { pgdHigh, pgdLow } from './pgd.ts';
import type { Keys, Places } from './places.ts';
import { bindAt, containerAt, descriptorAt, deviceAt, groupAt, setAt, viommuAt, vmAt } from './regions.ts';
import { bindRow, descriptorRow, deviceRow, setRow, viommuRow, vmRow } from './rows.ts';
import { blockOfKey, cacheBits, mappingSlot, requestSlot, rowOfKey, tableFlags, tableSlot } from './slots.ts';
import { setAttached, setType } from './vfio/groups.ts';
import { map } from './vfio/guest-to-host.ts';
import { setTop } from './vfio/second-stage.ts';

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
  loadGroups(words, places, packed, from);
  loadSets(words, places, packed, from);
  loadPasids(words, places, packed, from);
  loadUsers(words, places, packed, from);
  loadProcesses(words, places, packed, from);
  loadDefaultPasids(words, places, packed, from);
  loadNotifiers(words, places, packed, from);
  loadMappings(words, places, packed, from);
  loadBindings(words, places, packed, from);
  loadEntries(words, places, packed, from);
  loadCached(words, places, packed, from);
  loadRequests(words, places, packed, from);
  loadQueue(words, places, packed, from);
  loadPartials(words, places, packed, from);
  loadGuestPasids(words, places, packed, from);
  loadTranslations(words, places, packed, from);
  loadRegisters(words, places, packed, from);
  loadDevices(words, places, packed, from);
  loadFiles(words, places, packed, from);
}

function codeAt({ firstBit, mask }: Places, packed: Int32Array, from: number, cell: number): number {
  const bit = firstBit[cell] as number;
  return ((packed[from + (bit >>> 5)] as number) >>> bit) & (mask[cell] as number);
}

function clear(words: Int32Array, places: Places): void {
  const { regions } = places;
  words[setAt(regions, 0) + setRow.firstMember] = 0;
  for (const set of places.sets) {
    const row = setAt(regions, set + 1);
    words.fill(0, row, row + setRow.words);
    release(words, regions.freeSets, set);
  }
  words[regions.setsPut] = 0;
  words[regions.setsHeld] = 0;
  words[regions.withheld] = 0;
  words[regions.reserved] = 0;
  for (const group of places.groups) setAttached(words, regions, groupAt(regions, group), 0);
  for (const container of places.dmaMaps) setTop(words, regions, containerAt(regions, container), 0, 0);
  for (const container of places.vfioIommus) setType(words, regions, containerAt(regions, container), 0);
  for (const vm of places.vms) {
    words[vmAt(regions, vm) + vmRow.ownSet] = 0;
    words[vmAt(regions, vm) + vmRow.notifiers] = 0;
    setExited(words, regions, vm, 0);
  }
  words[regions.promised] = 0;
  words[regions.promisedToHost] = 0;
  words[regions.tokens] = 0;
  words[regions.quotas] = 0;
  words[regions.holding] = 0;
  words[regions.notified] = 0;
  words[regions.usersData] = 0;
  words[regions.notifiers] = 0;
  words[regions.toldLast] = 0;
  words[regions.registered] = 0;
  words[regions.waiting] = 0;
  words[regions.boundPasids] = 0;
  for (const hpasid of places.hpasids) {
    words[regions.pasid + hpasid] = 0;
    words[regions.users + hpasid] = 0;
    words[bindAt(regions, hpasid) + bindRow.gpasid] = 0;
    words[bindAt(regions, hpasid) + bindRow.bound] = 0;
    release(words, regions.freePasids, hpasid);
  }
  clearKeys(words, places.mappings);
  clearKeys(words, places.bindings);
  clearKeys(words, places.entries);
  clearKeys(words, places.cached);
  clearKeys(words, places.requests);
  clearKeys(words, places.partials);
  for (let slot = 0; slot < places.slots; slot++) empty(words, descriptorAt(regions, slot), pageForm.none);
  words[regions.prqCount] = 0;
  words[regions.prqHead] = 0;
  words[regions.prqOverflow] = 0;
  words[regions.begun] = 0;
  words[regions.dropped] = 0;
  words[regions.kept] = 0;
  words[regions.failed] = 0;
  words[regions.privateData] = 0;
  clearKeys(words, places.guestPasids);
  for (const viommu of places.viommus) words[viommuAt(regions, viommu) + viommuRow.firstNumber] = 0;
  words[regions.lookUps] = 0;
  words[regions.translations] = 0;
  for (const mdev of places.mdevs) setRegister(words, regions, mdev, 0);
  words[regions.guestEntries] = 0;
  words[regions.bindings] = 0;
  words[regions.entries] = 0;
  words[regions.domainIds] = 0;
  words[regions.secondLevels] = 0;
  words[regions.bindingUsers] = 0;
  words[regions.pasidCacheTags] = 0;
  words[regions.iotlbTags] = 0;
  words[regions.deviceTlbTags] = 0;
  words[regions.outstanding] = 0;
  words[regions.pending] = 0;
  for (const device of places.devices) {
    const row = deviceAt(regions, device);
    setFlag(words, row + deviceRow.failsBind, regions.failing, 0);
    setFlag(words, row + deviceRow.uprgi, regions.unexpected, 0);
    setResponse(words, regions, device, 0);
    setDefaultPasid(words, regions, device, 0);
    setPrqFlag(words, regions, device, 'gone', 0);
    setPrqFlag(words, regions, device, 'unhandled', 0);
    words[row + deviceRow.waiting] = 0;
    words[row + deviceRow.owed] = 0;
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
    words[regions.cached.count] === 0 &&
    words[regions.requests.count] === 0 &&
    words[regions.partials.count] === 0 &&
    words[regions.guestPasids.count] === 0 &&
    words[regions.failing] === 0 &&
    words[regions.unexpected] === 0 &&
    words[regions.attached] === 0 &&
    words[regions.typed] === 0 &&
    words[regions.mapped] === 0
  );
}

function loadGroups(words: Int32Array, places: Places, packed: Int32Array, from: number): void {
  const { regions, offsets, groups, vfioIommus, dmaMaps } = places;
  for (let index = 0; index < groups.length; index++) {
    const attached = codeAt(places, packed, from, offsets.attached + index);
    setAttached(words, regions, groupAt(regions, groups[index] as number), attached);
  }
  for (let index = 0; index < vfioIommus.length; index++) {
    const type = codeAt(places, packed, from, offsets.type + index);
    setType(words, regions, containerAt(regions, vfioIommus[index] as number), type);
  }
  for (let index = 0; index < dmaMaps.length; index++) {
    const top = codeAt(places, packed, from, offsets.top + index);
    if (top !== 0) setTop(words, regions, containerAt(regions, dmaMaps[index] as number), pgdLow(top), pgdHigh(top));
  }
}

function loadSets(words: Int32Array, places: Places, packed: Int32Array, from: number): void {
  const { regions, offsets, sets, users, injection } = places;
  for (let index = 0; index < sets.length; index++) {
    const type = codeAt(places, packed, from, offsets.setType + index);
    if (type === 0) continue;
    const token = injection.vm[codeAt(places, packed, from, offsets.setToken + index)] as number;
    const quota = codeAt(places, packed, from, offsets.setQuota + index);
    createSet(words, regions, sets[index] as number, type | (token << 2), quota);
  }
  for (let index = 0; index < sets.length; index++) {
    const row = setAt(regions, (sets[index] as number) + 1);
    if (codeAt(places, packed, from, offsets.setPut + index) === 1) flipReference(words, regions, row, isPut);
    for (let user = 0; user < users; user++) {
      const holds = codeAt(places, packed, from, offsets.setHeld + index * users + user);
      if (holds === 1) flipReference(words, regions, row, userBit(user + 1));
    }
  }
  if (places.pools > 0) {
    words[regions.withheld] = codeAt(places, packed, from, offsets.withheld);
    words[regions.reserved] = codeAt(places, packed, from, offsets.reserved);
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
    addMember(words, regions, rowOfSet, hpasid);
    // The record of the IOMMU driver, which is the first, comes with its bindings.
    const data = codeAt(places, packed, from, offsets.data + index);
    if (data > 1) setData(words, regions, hpasid, data - 1);
  }
}

function loadUsers(words: Int32Array, places: Places, packed: Int32Array, from: number): void {
  const { regions, offsets, hpasids, users } = places;
  for (let cell = 0; cell < hpasids.length * users; cell++) {
    const hpasid = hpasids[Math.floor(cell / users)] as number;
    const user = 1 + (cell % users);
    if (codeAt(places, packed, from, offsets.userHolds + cell) === 1) {
      mark(words, regions, hpasid, holdsBit(user), regions.holding);
    }
    if (codeAt(places, packed, from, offsets.userNotified + cell) === 1) {
      mark(words, regions, hpasid, notifiedBit(user), regions.notified);
    }
  }
}

function loadDefaultPasids(words: Int32Array, places: Places, packed: Int32Array, from: number): void {
  const { regions, offsets, devices, hpasids, auxRows } = places;
  if (auxRows === 0) return;
  for (let index = 0; index < devices.length; index++) {
    const code = codeAt(places, packed, from, offsets.defaultPasid + index);
    if (code !== 0) setDefaultPasid(words, regions, devices[index] as number, hpasids[code - 1] as number);
  }
}

function loadProcesses(words: Int32Array, places: Places, packed: Int32Array, from: number): void {
  const { regions, offsets, vms, mms } = places;
  if (mms === 0) return;
  for (let index = 0; index < vms.length; index++) {
    setExited(words, regions, vms[index] as number, codeAt(places, packed, from, offsets.exited + index));
  }
}

function loadNotifiers(words: Int32Array, places: Places, packed: Int32Array, from: number): void {
  const { regions, offsets, sets, vms, users, chains } = places;
  if (chains === 0) return;
  const bitsAt = (cell: number): number => {
    let bits = 0;
    for (let user = 0; user < users; user++) if (codeAt(places, packed, from, cell + user) !== 0) bits |= 1 << user;
    return bits;
  };
  for (let index = 0; index < sets.length; index++) {
    const place = setAt(regions, (sets[index] as number) + 1) + setRow.notifiers;
    setBits(words, place, bitsAt(offsets.setNotifier + index * users), regions.registered);
  }
  for (let index = 0; index < vms.length; index++) {
    const place = vmAt(regions, vms[index] as number) + vmRow.notifiers;
    setBits(words, place, bitsAt(offsets.waitingNotifier + index * users), regions.waiting);
  }
  words[regions.notifiers] = bitsAt(offsets.globalNotifier);
  // The IOMMU driver is told of everything that anybody is told of.
  if (codeAt(places, packed, from, offsets.lastFree + users) !== 0) noteTold(words, regions, bitsAt(offsets.lastFree));
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
    const device = triples[key + 1] as number;
    const hpasid = triples[key + 2] as number;
    const bind = bindAt(regions, hpasid);
    setBinding(words, regions, device, hpasid, pgdLow(pgd), pgdHigh(pgd));
    if (places.hasFeature) {
      const users = codeAt(places, packed, from, offsets.bindingUsers + row);
      setUsers(words, regions, find(words, regions.tables, device, hpasid), users);
    }
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
    const device = triples[key + 1] as number;
    const number = triples[key + 2] as number;
    setEntry(words, regions, device, number, pgdLow(pgd), pgdHigh(pgd));
    const did = codeAt(places, packed, from, offsets.entryDid + row);
    const slpt = places.injection.slpt[codeAt(places, packed, from, offsets.entrySlpt + row)] as number;
    const slot = find(words, regions.tables, device, number);
    setDomain(words, regions, slot, did === 0 ? 0 : (places.dids[did - 1] as number), slpt);
  }
}

function loadCached(words: Int32Array, places: Places, packed: Int32Array, from: number): void {
  const { regions, offsets, dids } = places;
  const { triples } = places.cached;
  for (let row = 0, key = 0; key < triples.length; row++, key += 3) {
    const bits =
      codeAt(places, packed, from, offsets.pasidCache + row) * cacheBits.pasidCache +
      codeAt(places, packed, from, offsets.iotlb + row) * cacheBits.iotlb +
      codeAt(places, packed, from, offsets.deviceTlb + row) * cacheBits.deviceTlb;
    if (bits === 0) continue;
    const device = triples[key + 1] as number;
    const number = triples[key + 2] as number;
    addTags(words, regions, device, number, dids[row % dids.length] as number, bits);
    noteCached(words, places, device, number);
  }
}

/** Notes in its row that something may be cached of it. Where nothing is bound and no entry is present, nothing is flushed. */
function noteCached(words: Int32Array, { regions }: Places, device: number, number: number): void {
  const table = find(words, regions.tables, device, number);
  if (table < 0) return;
  words[table + tableSlot.flags] = (words[table + tableSlot.flags] as number) | tableFlags.mayBeCached;
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
    words[slot + requestSlot.outstanding] = (words[slot + requestSlot.outstanding] as number) | (bit & -outstanding);
    words[slot + requestSlot.pending] = (words[slot + requestSlot.pending] as number) | (bit & -pending);
    countWaiting(words, regions, triples[key + 1] as number, outstanding);
    countOwed(words, regions, triples[key + 1] as number, pending);
    noteBlock(words, places, triples[key + 1] as number, triples[key + 2] as number);
  }
}

/** Notes a block of requests in its row. Where nothing is bound and no entry is present, nothing will be drained. */
function noteBlock(words: Int32Array, { regions }: Places, device: number, key: number): void {
  const table = find(words, regions.tables, device, rowOfKey(key));
  if (table < 0) return;
  words[table + tableSlot.blocks] = (words[table + tableSlot.blocks] as number) | (1 << blockOfKey(key));
}

function loadQueue(words: Int32Array, places: Places, packed: Int32Array, from: number): void {
  const { regions, offsets, injection, slots, prqs } = places;
  if (prqs === 0) return;
  words[regions.prqOverflow] = codeAt(places, packed, from, offsets.overflow);
  words[regions.prqHead] = Math.max(0, codeAt(places, packed, from, offsets.head) - 1);
  for (let index = 0; index < slots; index++) {
    const page = codeAt(places, packed, from, offsets.slotPage + index);
    if (page === pageForm.none) continue;
    const place = descriptorAt(regions, index);
    const grpid = codeAt(places, packed, from, offsets.slotGrpid + index);
    words[place + descriptorRow.device] = injection.device[
      codeAt(places, packed, from, offsets.slotDevice + index)
    ] as number;
    words[place + descriptorRow.pasid] = injection.pasid[
      codeAt(places, packed, from, offsets.slotPasid + index)
    ] as number;
    words[place + descriptorRow.grpid] = grpid === 0 ? 0 : (injection.grpid[grpid - 1] as number);
    words[place + descriptorRow.form] = formWord(page, codeAt(places, packed, from, offsets.slotMode + index));
    words[regions.prqCount] = (words[regions.prqCount] as number) + 1;
  }
}

function loadPartials(words: Int32Array, places: Places, packed: Int32Array, from: number): void {
  const { regions, offsets, requestBits } = places;
  const { triples } = places.partials;
  for (let row = 0, key = 0; key < triples.length; row++, key += 3) {
    const partial = codeAt(places, packed, from, offsets.partial + row);
    const begun = codeAt(places, packed, from, offsets.begun + row);
    const dropped = codeAt(places, packed, from, offsets.dropped + row);
    const privateData = codeAt(places, packed, from, offsets.privateData + row);
    if ((partial | begun | dropped | privateData) === 0) continue;
    const block = triples[key + 2] as number;
    const slot = groupsFor(words, regions, triples[key + 1] as number, block, regions.partials.limit);
    const bit = requestBits[row] as number;
    setBit(words, regions, slot, 'begun', bit, begun);
    setBit(words, regions, slot, 'dropped', bit, dropped);
    setBit(words, regions, slot, 'privateData', bit, privateData);
    setBit(words, regions, slot, 'kept', bit, partial & 1);
    setBit(words, regions, slot, 'failed', bit, partial >>> 1);
  }
}

function loadGuestPasids(words: Int32Array, places: Places, packed: Int32Array, from: number): void {
  const { regions, offsets, injection } = places;
  const { triples } = places.guestPasids;
  for (let row = 0, key = 0; key < triples.length; row++, key += 3) {
    const viommu = triples[key + 1] as number;
    const number = triples[key + 2] as number;
    const pgd = codeAt(places, packed, from, offsets.guestEntry + row);
    const hpasid = codeAt(places, packed, from, offsets.lookUp + row);
    if (pgd !== 0) setGuestEntry(words, regions, viommu, number, pgdLow(pgd), pgdHigh(pgd));
    if (hpasid !== 0) setLookUp(words, regions, viommu, number, injection.pasid[hpasid] as number);
  }
}

/** What KVM translates has a place in the map. */
function loadTranslations(words: Int32Array, places: Places, packed: Int32Array, from: number): void {
  const { regions, offsets, injection, translations } = places;
  const { triples } = translations;
  for (let row = 0, key = 0; key < triples.length; row++, key += 3) {
    const number = codeAt(places, packed, from, offsets.translation + row);
    const slot = find(words, regions.mappings, triples[key + 1] as number, triples[key + 2] as number);
    if (number === 0 || slot < 0) continue;
    words[slot + mappingSlot.translated] = injection.pasid[number] as number;
    words[regions.translations] = (words[regions.translations] as number) + 1;
  }
}

function loadRegisters(words: Int32Array, places: Places, packed: Int32Array, from: number): void {
  const { regions, offsets, injection, mdevs } = places;
  for (let index = 0; index < mdevs.length; index++) {
    const number = codeAt(places, packed, from, offsets.register + index);
    setRegister(words, regions, mdevs[index] as number, injection.pasid[number] as number);
  }
}

function loadDevices(words: Int32Array, places: Places, packed: Int32Array, from: number): void {
  const { regions, offsets, devices } = places;
  for (let index = 0; index < devices.length; index++) {
    const row = deviceAt(regions, devices[index] as number);
    const failsBind = codeAt(places, packed, from, offsets.failsBind + index);
    const uprgi = codeAt(places, packed, from, offsets.uprgi + index);
    setFlag(words, row + deviceRow.failsBind, regions.failing, failsBind);
    setFlag(words, row + deviceRow.uprgi, regions.unexpected, uprgi);
    if (places.prqs !== 0) {
      const device = devices[index] as number;
      setPrqFlag(words, regions, device, 'gone', codeAt(places, packed, from, offsets.gone + index));
      setPrqFlag(words, regions, device, 'unhandled', codeAt(places, packed, from, offsets.unhandled + index));
    }
    if (places.links !== 0) {
      const code = codeAt(places, packed, from, offsets.responseCode + index);
      const returned = codeAt(places, packed, from, offsets.responseData + index);
      setResponse(words, regions, devices[index] as number, code + withData * returned);
    }
    if (!places.hasFeature) continue;
    setFlag(words, row + deviceRow.aux, regions.features, codeAt(places, packed, from, offsets.features + index));
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
