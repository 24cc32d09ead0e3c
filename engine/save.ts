/** The abstract state of an instance, read out of an engine into packed words. */
import type { Codes } from './codes.ts';
import { findFrom } from './hash-region.ts';
import { driverBit, placeOf } from './ioasid/chain.ts';
import { dataOf } from './ioasid/private-data.ts';
import { usersMax } from './ioasid/users.ts';
import { hasBit } from './page-request/groups.ts';
import { modeOf, pageForm, pageOf } from './page-request/queue.ts';
import { shownPasid, withData } from './page-request/respond.ts';
import { referencesOf, setRowOf, stateOf, tokenOf, typeOf } from './pasid.ts';
import type { Keys, Places } from './places.ts';
import { containerAt, descriptorAt, deviceAt, fdAt, groupAt, mdevAt, setAt, vmAt } from './regions.ts';
import { containerRow, descriptorRow, deviceRow, fdRow, groupRow, mdevRow, setRow, vmRow } from './rows.ts';
import {
  cacheBits,
  cachedSlot,
  domainShift,
  guestSlot,
  mappingSlot,
  requestSlot,
  rowOfKey,
  tableFlags,
  tableSlot,
} from './slots.ts';

const { isBound, isPresent, hasUser } = tableFlags;
const { flags, blocks: blocksOf, bindingLow, bindingHigh, entryLow, entryHigh } = tableSlot;
const { tags: tagsOf, did: didOf } = cachedSlot;
const { pasidCache, iotlb, deviceTlb } = cacheBits;
const { hpasid: hpasidOf } = mappingSlot;
const { outstanding: outstandingBits, pending: pendingBits } = requestSlot;
const { owner: ownerField, quota: quotaOf, references: referencesOfSet } = setRow;
const { failsBind: failsBindOf, uprgi: uprgiOf } = deviceRow;
const { attached: attachedOf } = groupRow;
const { type: typeOfContainer, topLow, topHigh } = containerRow;
const { device: requesterOf, pasid: pasidOf, grpid: grpidOf, form: formOf } = descriptorRow;
const { device: deviceOf, holders: holdersOf } = fdRow;

/**
 * Writes the packed state to `into`, from `into[at]` on. Gives the number of stored things that are not in it, because
 * they have no place in the instance; by the engine's own counts, so 0 for a correct one.
 */
export function save(words: Int32Array, places: Places, codes: Codes, into: Int32Array, at: number): number {
  const end = at + places.width;
  for (let word = at; word < end; word++) into[word] = 0;
  return (
    saveGroups(words, places, into, at) +
    saveMapped(words, places, codes, into, at) +
    saveSets(words, places, codes, into, at) +
    savePasids(words, places, codes, into, at) +
    saveUsers(words, places, into, at) +
    saveProcesses(words, places, into, at) +
    saveDefaultPasids(words, places, codes, into, at) +
    saveNotifiers(words, places, into, at) +
    saveMappings(words, places, codes, into, at) +
    saveBindings(words, places, codes, into, at) +
    saveEntries(words, places, codes, into, at) +
    saveCached(words, places, codes, into, at) +
    saveRequests(words, places, into, at) +
    saveQueue(words, places, codes, into, at) +
    savePartials(words, places, into, at) +
    saveResponses(words, places, into, at) +
    saveShown(words, places, codes, into, at) +
    saveGuestPasids(words, places, codes, into, at) +
    saveTranslations(words, places, codes, into, at) +
    saveRegisters(words, places, codes, into, at) +
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

function saveGroups(words: Int32Array, places: Places, into: Int32Array, at: number): number {
  const { regions, offsets, groups, vfioIommus } = places;
  let attached = words[regions.attached] as number;
  let typed = words[regions.typed] as number;
  for (let index = 0; index < groups.length; index++) {
    const code = words[groupAt(regions, groups[index] as number) + attachedOf] as number;
    put(places, into, at, offsets.attached + index, code);
    attached -= code;
  }
  for (let index = 0; index < vfioIommus.length; index++) {
    const code = words[containerAt(regions, vfioIommus[index] as number) + typeOfContainer] as number;
    put(places, into, at, offsets.type + index, code);
    if (code !== 0) typed--;
  }
  return Math.abs(attached) + Math.abs(typed);
}

function saveMapped(words: Int32Array, places: Places, codes: Codes, into: Int32Array, at: number): number {
  const { regions, offsets, dmaMaps } = places;
  let mapped = words[regions.mapped] as number;
  for (let index = 0; index < dmaMaps.length; index++) {
    const row = containerAt(regions, dmaMaps[index] as number);
    const [low, high] = [words[row + topLow] as number, words[row + topHigh] as number];
    put(places, into, at, offsets.top + index, codes.lastPgd(low, high));
    if ((low | high) !== 0) mapped--;
  }
  return Math.abs(mapped);
}

function saveSets(words: Int32Array, places: Places, codes: Codes, into: Int32Array, at: number): number {
  const { regions, offsets, sets, users, pools } = places;
  let stray = (words[regions.setsInAll] as number) - (words[regions.freeSets.count] as number);
  if (pools > 0) {
    put(places, into, at, offsets.withheld, words[regions.withheld] as number);
    put(places, into, at, offsets.reserved, words[regions.reserved] as number);
  }
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
    const references = words[row + referencesOfSet] as number;
    put(places, into, at, offsets.setPut + index, references & 1);
    for (let user = 0; user < users; user++) {
      put(places, into, at, offsets.setHeld + index * users + user, (references >>> (user + 1)) & 1);
    }
    stray--;
  }
  return Math.abs(stray);
}

function savePasids(words: Int32Array, places: Places, codes: Codes, into: Int32Array, at: number): number {
  const { regions, offsets, hpasids, hasData } = places;
  let stray = (words[regions.pasidsInAll] as number) - (words[regions.freePasids.count] as number);
  for (let index = 0; index < hpasids.length; index++) {
    const word = words[regions.pasid + (hpasids[index] as number)] as number;
    if (word === 0) continue;
    const set = codes.setRow[setRowOf(word)] as number;
    if (set === 0 && setRowOf(word) !== 0) continue;
    put(places, into, at, offsets.state + index, stateOf(word));
    put(places, into, at, offsets.set + index, set);
    put(places, into, at, offsets.refs + index, referencesOf(word));
    if (hasData) put(places, into, at, offsets.data + index, dataOf(words, regions, hpasids[index] as number));
    stray--;
  }
  return Math.abs(stray);
}

function saveUsers(words: Int32Array, places: Places, into: Int32Array, at: number): number {
  const { regions, offsets, hpasids, users } = places;
  let holding = words[regions.holding] as number;
  let notified = words[regions.notified] as number;
  for (let index = 0; index < hpasids.length; index++) {
    const bits = words[regions.users + (hpasids[index] as number)] as number;
    if (bits === 0) continue;
    for (let user = 0; user < users; user++) {
      const holds = (bits >>> user) & 1;
      const told = (bits >>> (user + usersMax)) & 1;
      put(places, into, at, offsets.userHolds + index * users + user, holds);
      put(places, into, at, offsets.userNotified + index * users + user, told);
      holding -= holds;
      notified -= told;
    }
  }
  return Math.abs(holding) + Math.abs(notified);
}

/** The entry of an auxiliary domain is at its default PASID. */
function saveDefaultPasids(words: Int32Array, places: Places, codes: Codes, into: Int32Array, at: number): number {
  const { regions, offsets, devices, auxRows } = places;
  if (auxRows === 0) return 0;
  let stray = words[regions.defaultPasids] as number;
  for (let index = 0; index < devices.length; index++) {
    const row = deviceAt(regions, devices[index] as number);
    const code = codes.hpasid[words[row + deviceRow.defaultPasid] as number] as number;
    if (code === 0) continue;
    put(places, into, at, offsets.defaultPasid + index, code);
    const did = codes.did[words[row + deviceRow.did] as number] as number;
    put(places, into, at, offsets.secondLevelEntry + index * auxRows + code - 1, did);
    stray--;
  }
  return Math.abs(stray);
}

function saveProcesses(words: Int32Array, places: Places, into: Int32Array, at: number): number {
  const { regions, offsets, vms, mms } = places;
  if (mms === 0) return 0;
  let stray = words[regions.exited] as number;
  for (let index = 0; index < vms.length; index++) {
    const exited = words[vmAt(regions, vms[index] as number) + vmRow.exited] as number;
    put(places, into, at, offsets.exited + index, exited);
    stray -= exited;
  }
  return Math.abs(stray);
}

/** Those of sets and VMs that are none of the instance's are astray. */
function saveNotifiers(words: Int32Array, places: Places, into: Int32Array, at: number): number {
  const { regions, offsets, sets, vms, users, chains } = places;
  if (chains === 0) return 0;
  let stray = (words[regions.registered] as number) + (words[regions.waiting] as number);
  for (let user = 0; user < users; user++) {
    const isSet = (place: number): number => ((words[place] as number) >>> user) & 1;
    for (let index = 0; index < sets.length; index++) {
      const registered = isSet(setAt(regions, (sets[index] as number) + 1) + setRow.notifiers);
      put(places, into, at, offsets.setNotifier + index * users + user, registered);
      stray -= registered;
    }
    for (let index = 0; index < vms.length; index++) {
      const pending = isSet(vmAt(regions, vms[index] as number) + vmRow.notifiers);
      put(places, into, at, offsets.waitingNotifier + index * users + user, pending);
      stray -= pending;
    }
    put(places, into, at, offsets.globalNotifier + user, isSet(regions.notifiers));
    put(places, into, at, offsets.lastFree + user, placeOf(words, regions, 1 << user));
  }
  put(places, into, at, offsets.lastFree + users, placeOf(words, regions, driverBit));
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
    if (((words[slot + flags] as number) & hasUser) !== 0) put(places, into, at, offsets.bindingUsers + row, 1);
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
    const slpt = (words[slot + blocksOf] as number) >>> domainShift;
    put(places, into, at, offsets.entrySlpt + row, codes.slpt[slpt] as number);
    put(places, into, at, offsets.entryDid + row, codes.did[(words[slot + flags] as number) >>> domainShift] as number);
    if (pgd !== 0) stray--;
  }
  return Math.abs(stray);
}

function saveCached(words: Int32Array, places: Places, codes: Codes, into: Int32Array, at: number): number {
  const { regions, offsets, dids, cached: keys } = places;
  let stray = words[regions.cached.count] as number;
  for (let row = 0, key = 0; key < keys.triples.length; row++, key += 3) {
    const slot = slotOf(words, keys, key);
    if (slot < 0 || codes.did[words[slot + didOf] as number] !== 1 + (row % dids.length)) continue;
    const tags = words[slot + tagsOf] as number;
    put(places, into, at, offsets.pasidCache + row, tags & pasidCache);
    put(places, into, at, offsets.iotlb + row, (tags & iotlb) >>> 1);
    put(places, into, at, offsets.deviceTlb + row, (tags & deviceTlb) >>> 2);
    stray--;
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

/** A descriptor of no device of the instance is astray. */
function saveQueue(words: Int32Array, places: Places, codes: Codes, into: Int32Array, at: number): number {
  const { regions, offsets, slots, prqs } = places;
  const count = words[regions.prqCount] as number;
  if (prqs === 0) return count;
  if (count > 0) put(places, into, at, offsets.head, (words[regions.prqHead] as number) + 1);
  put(places, into, at, offsets.overflow, words[regions.prqOverflow] as number);
  let stray = count;
  for (let index = 0; index < slots; index++) {
    const place = descriptorAt(regions, index);
    const form = words[place + formOf] as number;
    const device = codes.device[words[place + requesterOf] as number] as number;
    if (form === 0 || (device === 0 && pageOf(form) !== pageForm.void)) continue;
    put(places, into, at, offsets.slotDevice + index, device);
    put(places, into, at, offsets.slotPasid + index, codes.row[words[place + pasidOf] as number] as number);
    put(
      places,
      into,
      at,
      offsets.slotGrpid + index,
      device && (codes.grpid[words[place + grpidOf] as number] as number),
    );
    put(places, into, at, offsets.slotPage + index, pageOf(form));
    put(places, into, at, offsets.slotMode + index, modeOf(form));
    stray--;
  }
  return Math.abs(stray);
}

function savePartials(words: Int32Array, places: Places, into: Int32Array, at: number): number {
  const { regions, offsets, requestBits, partials: keys } = places;
  const { begun, dropped, kept, failed, privateData } = regions;
  const counts = [begun, dropped, kept, failed, privateData];
  let stray = counts.reduce((sum, count) => sum + (words[count] as number), 0);
  for (let row = 0, key = 0; key < keys.triples.length; row++, key += 3) {
    const slot = slotOf(words, keys, key);
    if (slot < 0) continue;
    const bit = requestBits[row] as number;
    const isKept = hasBit(words, slot, 'kept', bit) ? 1 : 0;
    const hasFailed = hasBit(words, slot, 'failed', bit) ? 1 : 0;
    const isBegun = hasBit(words, slot, 'begun', bit) ? 1 : 0;
    const isDropped = hasBit(words, slot, 'dropped', bit) ? 1 : 0;
    const hasData = hasBit(words, slot, 'privateData', bit) ? 1 : 0;
    put(places, into, at, offsets.partial + row, isKept + 2 * hasFailed);
    put(places, into, at, offsets.begun + row, isBegun);
    put(places, into, at, offsets.dropped + row, isDropped);
    put(places, into, at, offsets.privateData + row, hasData);
    stray -= isKept + hasFailed + isBegun + isDropped + hasData;
  }
  return Math.abs(stray);
}

function saveGuestPasids(words: Int32Array, places: Places, codes: Codes, into: Int32Array, at: number): number {
  const { regions, offsets, guestPasids: keys } = places;
  let entries = words[regions.guestEntries] as number;
  let lookUps = words[regions.lookUps] as number;
  for (let row = 0, key = 0; key < keys.triples.length; row++, key += 3) {
    const slot = slotOf(words, keys, key);
    if (slot < 0) continue;
    const isPresent = words[slot + guestSlot.present] as number;
    const pgd = codes.pgd(words[slot + guestSlot.pgdLow] as number, words[slot + guestSlot.pgdHigh] as number);
    const hpasid = codes.hpasid[words[slot + guestSlot.hpasid] as number] as number;
    put(places, into, at, offsets.guestEntry + row, isPresent * pgd);
    put(places, into, at, offsets.lookUp + row, hpasid);
    entries -= isPresent * Math.sign(pgd);
    lookUps -= Math.sign(hpasid);
  }
  return Math.abs(entries) + Math.abs(lookUps);
}

function saveTranslations(words: Int32Array, places: Places, codes: Codes, into: Int32Array, at: number): number {
  const { regions, offsets, translations: keys } = places;
  let stray = words[regions.translations] as number;
  for (let row = 0, key = 0; key < keys.triples.length; row++, key += 3) {
    const slot = slotOf(words, keys, key);
    if (slot < 0) continue;
    const number = codes.row[words[slot + mappingSlot.translated] as number] as number;
    put(places, into, at, offsets.translation + row, number);
    stray -= Math.sign(number);
  }
  return Math.abs(stray);
}

function saveRegisters(words: Int32Array, places: Places, codes: Codes, into: Int32Array, at: number): number {
  const { regions, offsets, mdevs } = places;
  let stray = words[regions.registers] as number;
  for (let index = 0; index < mdevs.length; index++) {
    const place = mdevAt(regions, mdevs[index] as number) + mdevRow.number;
    const number = codes.row[words[place] as number] as number;
    put(places, into, at, offsets.register + index, number);
    stray -= Math.sign(number);
  }
  return Math.abs(stray);
}

function saveResponses(words: Int32Array, places: Places, into: Int32Array, at: number): number {
  const { regions, offsets, devices, links } = places;
  let stray = words[regions.answered] as number;
  for (let index = 0; places.prqs !== 0 && index < devices.length; index++) {
    const row = deviceAt(regions, devices[index] as number);
    put(places, into, at, offsets.gone + index, words[row + deviceRow.gone] as number);
    put(places, into, at, offsets.unhandled + index, words[row + deviceRow.unhandled] as number);
  }
  if (links === 0) return stray;
  for (let index = 0; index < devices.length; index++) {
    const seen = words[deviceAt(regions, devices[index] as number) + deviceRow.response] as number;
    put(places, into, at, offsets.responseCode + index, seen & (withData - 1));
    put(places, into, at, offsets.responseData + index, seen >> 2);
    stray -= Math.sign(seen);
  }
  return stray;
}

/** A request is shown under the gpasid that its host PASID has while it is bound, or else under the host PASID; its address is always right. */
function saveShown(words: Int32Array, places: Places, codes: Codes, into: Int32Array, at: number): 0 {
  const { regions, offsets, requestBits, requests: keys, links } = places;
  if (links === 0) return 0;
  for (let row = 0, key = 0; key < keys.triples.length; row++, key += 3) {
    const slot = slotOf(words, keys, key);
    if (slot < 0 || ((words[slot + pendingBits] as number) & (requestBits[row] as number)) === 0) continue;
    const shown = shownPasid(words, regions, rowOfKey(keys.triples[key + 2] as number));
    put(places, into, at, offsets.shown + row, codes.row[shown] as number);
    put(places, into, at, offsets.shownAddress + row, 1);
  }
  return 0;
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
    if (places.hasFeature) put(places, into, at, offsets.features + index, words[row + deviceRow.aux] as number);
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
