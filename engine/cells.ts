/**
 * Single cells of the abstract state, read out of an engine: for hosts so large that their state cannot be packed.
 * A row may exceed 2^31; its ids are found by division, not by shifting.
 */
import type { Layout } from '../spec/schema/layout.ts';
import type { Codes } from './codes.ts';
import { find } from './hash-region.ts';
import type { Injection } from './injection.ts';
import { driverBit, placeOf } from './ioasid/chain.ts';
import { dataOf } from './ioasid/private-data.ts';
import { isPut } from './ioasid/sets.ts';
import { holdsBit, notifiedBit } from './ioasid/users.ts';
import { findBinding, findEntry } from './iommu/pasid-table.ts';
import { type Account, findGroups, hasBit } from './page-request/groups.ts';
import { modeOf, pageOf } from './page-request/queue.ts';
import { shownPasid } from './page-request/respond.ts';
import { referencesOf, setRowOf, stateOf, tokenOf, typeOf } from './pasid.ts';
import { containerAt, descriptorAt, deviceAt, fdAt, groupAt, mdevAt, type Regions, setAt, vmAt } from './regions.ts';
import { containerRow, descriptorRow, deviceRow, fdRow, groupRow, mdevRow, setRow, vmRow } from './rows.ts';
import {
  bitOf,
  blockKey,
  blockOf,
  cacheBits,
  cachedSlot,
  domainShift,
  guestSlot,
  mappingSlot,
  requestSlot,
  tableFlags,
  tableSlot,
} from './slots.ts';

/** What is read where the engine holds a value that has no code in the instance. */
const foreign = -1;

/** The code of a cell of one column, by row; and how many of its cells differ from 0. */
interface ColumnReader {
  readonly code: (row: number) => number;
  readonly occupied: () => number;
}

/** The cells of one instance, in one engine. */
export class Cells {
  readonly #readers: readonly ColumnReader[];

  constructor(words: Int32Array, regions: Regions, layout: Layout, injection: Injection, codes: Codes) {
    const byName = columnReaders(words, regions, layout, injection, codes);
    this.#readers = layout.columns.map(({ table, name }) => byName[`${table}.${name}`] as ColumnReader);
  }

  /** The code of the cell of a column, numbered as in the layout, at a row. */
  code(column: number, row: number): number {
    return (this.#readers[column] as ColumnReader).code(row);
  }

  /** How many cells of a column differ from their default, those included that are none of the instance's. */
  occupied(column: number): number {
    return (this.#readers[column] as ColumnReader).occupied();
  }
}

/** A code where the engine's own value is `value`: 0 only for none. */
const coded = (value: number, code: number | undefined): number => (value === 0 ? 0 : code || foreign);

function columnReaders(
  words: Int32Array,
  at: Regions,
  { bounds: { sizes } }: Layout,
  injection: Injection,
  codes: Codes,
): Readonly<Record<string, ColumnReader>> {
  const word = (offset: number): number => words[offset] as number;
  const counted = (count: number) => (): number => word(count);

  const pasidOf = (index: number): number => injection.pasid[index + 1] as number;
  const deviceOf = (index: number): number => injection.device[index + 1] as number;
  const setWord = (row: number, field: number): number => word(setAt(at, (injection.set[row] as number) + 1) + field);
  const ownerAt = (row: number): number => setWord(row, setRow.owner);
  const pasidAt = (row: number): number => word(at.pasid + pasidOf(row));
  const deviceWord = (row: number, field: number): number => word(deviceAt(at, deviceOf(row)) + field);
  const fileAt = (row: number): number => fdAt(at, injection.fd[row + 1] as number);

  const pgdAt = (slot: number, low: number, high: number): number =>
    slot < 0 ? 0 : codes.pgd(word(slot + low), word(slot + high)) || foreign;

  /** The slot of a guest's number, by the row of a table over vIOMMUs and such numbers, or -1. */
  const guestSlotOf = (row: number): number => {
    const number = row % sizes.row;
    const viommu = injection.viommu[(row - number) / sizes.row + 1] as number;
    return find(words, at.guestPasids, viommu, pasidOf(number));
  };
  const guestEntry = (row: number): number => {
    const slot = guestSlotOf(row);
    const isPresent = slot >= 0 && word(slot + guestSlot.present) === 1;
    return isPresent ? pgdAt(slot, guestSlot.pgdLow, guestSlot.pgdHigh) : 0;
  };
  const lookUp = (row: number): number => {
    const slot = guestSlotOf(row);
    const hpasid = slot < 0 ? 0 : word(slot + guestSlot.hpasid);
    return coded(hpasid, codes.hpasid[hpasid]);
  };

  const translation = (row: number): number => {
    const gpasid = row % sizes.gpasid;
    const vm = word(at.kvm + (injection.kvm[(row - gpasid) / sizes.gpasid + 1] as number));
    const slot = find(words, at.mappings, vm, pasidOf(gpasid));
    const number = slot < 0 ? 0 : word(slot + mappingSlot.translated);
    return coded(number, codes.row[number]);
  };
  const register = (row: number): number => {
    const number = word(mdevAt(at, injection.mdev[row + 1] as number) + mdevRow.number);
    return coded(number, codes.row[number]);
  };

  const live = (): number => word(at.setsInAll) - word(at.freeSets.count);
  const allocated = (): number => word(at.pasidsInAll) - word(at.freePasids.count);

  const setUser = (row: number): number => {
    const index = row % sizes.user;
    return (setWord((row - index) / sizes.user, setRow.references) >>> (index + 1)) & 1;
  };
  const user =
    (bitOfUser: (user: number) => number) =>
    (row: number): number => {
      const index = row % sizes.user;
      const bits = word(at.users + pasidOf((row - index) / sizes.user));
      return (bits & bitOfUser(index + 1)) === 0 ? 0 : 1;
    };
  const defaultPasidOf = (row: number): number => deviceWord(row, deviceRow.defaultPasid);
  const secondLevelDid = (row: number): number => {
    const pasid = row % sizes.row;
    const device = (row - pasid) / sizes.row;
    if (defaultPasidOf(device) !== pasidOf(pasid)) return 0;
    return codes.did[deviceWord(device, deviceRow.did)] as number;
  };
  const waiting = (row: number): number => {
    const index = row % sizes.user;
    const vm = injection.vm[(row - index) / sizes.user + 1] as number;
    return (word(vmAt(at, vm) + vmRow.notifiers) >>> index) & 1;
  };
  const toldIn = (row: number): number => placeOf(words, at, row === sizes.user ? driverBit : 1 << row);
  /** Of that many rows, the sum. */
  const inAll = (rows: number, value: (row: number) => number): number =>
    Array.from({ length: rows }, (_, row) => value(row)).reduce((sum, each) => sum + each, 0);
  const mapping = (row: number): number => {
    const gpasid = row % sizes.gpasid;
    const vm = (row - gpasid) / sizes.gpasid;
    const slot = find(words, at.mappings, injection.vm[vm + 1] as number, pasidOf(gpasid));
    return slot < 0 ? 0 : codes.hpasid[word(slot + mappingSlot.hpasid)] || foreign;
  };
  const binding = (row: number): number => {
    const device = row % sizes.device;
    const hpasid = (row - device) / sizes.device;
    return pgdAt(
      findBinding(words, at, deviceOf(device), pasidOf(hpasid)),
      tableSlot.bindingLow,
      tableSlot.bindingHigh,
    );
  };
  const entrySlot = (row: number): number => {
    const pasid = row % sizes.row;
    const device = (row - pasid) / sizes.row;
    return findEntry(words, at, deviceOf(device), pasidOf(pasid));
  };
  const entry = (row: number): number => pgdAt(entrySlot(row), tableSlot.entryLow, tableSlot.entryHigh);
  const entryDid = (row: number): number => {
    const slot = entrySlot(row);
    const did = slot < 0 ? 0 : word(slot + tableSlot.flags) >>> domainShift;
    return coded(did, codes.did[did]);
  };
  const entrySlpt = (row: number): number => {
    const slot = entrySlot(row);
    const slpt = slot < 0 ? 0 : word(slot + tableSlot.blocks) >>> domainShift;
    return coded(slpt, codes.slpt[slpt]);
  };
  // Of a feature there is one at most, so rows of devices and bindings are as without it.
  const bindingUsers = (row: number): number => {
    const device = row % sizes.device;
    const slot = findBinding(words, at, deviceOf(device), pasidOf((row - device) / sizes.device));
    return slot < 0 || (word(slot + tableSlot.flags) & tableFlags.hasUser) === 0 ? 0 : 1;
  };
  const cached =
    (bit: number) =>
    (row: number): number => {
      const did = row % sizes.did;
      const rest = (row - did) / sizes.did;
      const pasid = rest % sizes.row;
      const slot = find(words, at.cached, deviceOf((rest - pasid) / sizes.row), pasidOf(pasid));
      if (slot < 0 || codes.did[word(slot + cachedSlot.did)] !== did + 1) return 0;
      return (word(slot + cachedSlot.tags) & bit) === 0 ? 0 : 1;
    };
  const topAt = (row: number): number => containerAt(at, injection.container[row + 1] as number) + containerRow.topLow;
  const mappedTop = (row: number): number => codes.lastPgd(word(topAt(row)), word(topAt(row) + 1));
  /** For how many containers something is mapped, but nothing as high as the first page directory. */
  const mappedBelowAll = (): number => {
    let below = 0;
    for (let row = 0; row < sizes.dmaMap; row++) {
      if (mappedTop(row) === 0 && (word(topAt(row)) | word(topAt(row) + 1)) !== 0) below++;
    }
    return below;
  };
  const request =
    (field: number) =>
    (row: number): number => {
      const index = row % sizes.grpid;
      const rest = (row - index) / sizes.grpid;
      const pasid = rest % sizes.row;
      const device = (rest - pasid) / sizes.row;
      const grpid = injection.grpid[index] as number;
      const key = blockKey(pasidOf(pasid), blockOf(grpid));
      const slot = find(words, at.requests, deviceOf(device), key);
      return slot >= 0 && (word(slot + field) & bitOf(grpid)) !== 0 ? 1 : 0;
    };
  const shownAt = (row: number): number => {
    const pasid = Math.floor(row / sizes.grpid) % sizes.row;
    return shownPasid(words, at, pasidOf(pasid));
  };
  const held = (row: number): number => {
    const index = row % sizes.vm;
    const vm = injection.vm[index + 1] as number;
    return (word(fileAt((row - index) / sizes.vm) + fdRow.holders + (vm >>> 5)) >>> vm) & 1;
  };

  const descriptor = (row: number, field: number): number => word(descriptorAt(at, row) + field);
  const form = (row: number): number => descriptor(row, descriptorRow.form);
  const requester = (row: number): number => descriptor(row, descriptorRow.device);
  /** Of the places in the queue, those whose cell is not 0. */
  const queued = (code: (row: number) => number) => (): number =>
    Array.from({ length: word(at.prqLimit) }, (_, row) => code(row)).filter((value) => value !== 0).length;
  const ofSlot = (code: (row: number) => number): ColumnReader => ({ code, occupied: queued(code) });
  const group =
    (...accounts: readonly Account[]) =>
    (row: number): number => {
      const index = row % sizes.grpid;
      const rest = (row - index) / sizes.grpid;
      const pasid = rest % sizes.row;
      const device = ((rest - pasid) / sizes.row) % sizes.device;
      const grpid = injection.grpid[index] as number;
      const slot = findGroups(words, at, deviceOf(device), blockKey(pasidOf(pasid), blockOf(grpid)));
      return slot < 0 ? 0 : 1 + accounts.findIndex((account) => hasBit(words, slot, account, bitOf(grpid)));
    };

  return {
    'ioasidSet.type': { code: (row) => typeOf(ownerAt(row)), occupied: live },
    'ioasidSet.token': {
      code: (row) => coded(tokenOf(ownerAt(row)), codes.vm[tokenOf(ownerAt(row))]),
      occupied: counted(at.tokens),
    },
    'ioasidSet.quota': { code: (row) => setWord(row, setRow.quota), occupied: counted(at.quotas) },
    'ioasidSet.put': { code: (row) => setWord(row, setRow.references) & isPut, occupied: counted(at.setsPut) },
    'ioasidSetUser.holds': { code: setUser, occupied: counted(at.setsHeld) },
    'ioasidPool.withheld': { code: () => word(at.withheld), occupied: () => Math.sign(word(at.withheld)) },
    'ioasidPool.reserved': { code: () => word(at.reserved), occupied: () => Math.sign(word(at.reserved)) },
    'ioasid.state': { code: (row) => stateOf(pasidAt(row)), occupied: allocated },
    'ioasid.set': {
      code: (row) => coded(setRowOf(pasidAt(row)), codes.setRow[setRowOf(pasidAt(row))]),
      occupied: allocated,
    },
    'ioasid.refs': { code: (row) => referencesOf(pasidAt(row)), occupied: allocated },
    'ioasid.data': {
      code: (row) => (sizes.data === 0 ? 0 : dataOf(words, at, pasidOf(row))),
      occupied: () => (sizes.data === 0 ? 0 : word(at.usersData) + word(at.boundPasids)),
    },
    // A PASID that is in use is never free here, so there is no former owner to remember.
    'ioasid.formerSet': { code: () => 0, occupied: () => 0 },
    'ioasidUser.holds': { code: user(holdsBit), occupied: counted(at.holding) },
    'ioasidUser.notified': { code: user(notifiedBit), occupied: counted(at.notified) },
    'defaultPasid.hpasid': {
      code: (row) => coded(defaultPasidOf(row), codes.hpasid[defaultPasidOf(row)]),
      occupied: counted(at.defaultPasids),
    },
    'secondLevelEntry.did': { code: secondLevelDid, occupied: counted(at.defaultPasids) },
    'exitedProcess.exited': {
      code: (row) => word(vmAt(at, injection.vm[row + 1] as number) + vmRow.exited),
      occupied: counted(at.exited),
    },
    // Nobody gets an address that something goes by.
    'inheritedSet.inherited': { code: () => 0, occupied: () => 0 },
    'inheritedBinding.inherited': { code: () => 0, occupied: () => 0 },
    'setNotifier.registered': {
      code: (row) => (setWord((row - (row % sizes.user)) / sizes.user, setRow.notifiers) >>> (row % sizes.user)) & 1,
      occupied: counted(at.registered),
    },
    'globalNotifier.registered': {
      code: (row) => (word(at.notifiers) >>> row) & 1,
      occupied: () => inAll(sizes.user, (row) => (word(at.notifiers) >>> row) & 1),
    },
    'waitingNotifier.pending': { code: waiting, occupied: counted(at.waiting) },
    'lastFree.place': { code: toldIn, occupied: () => inAll(sizes.subscriber, (row) => Math.sign(toldIn(row))) },
    'guestToHost.hpasid': { code: mapping, occupied: counted(at.mappings.count) },
    'binding.pgd': { code: binding, occupied: counted(at.bindings) },
    'pasidEntry.pgd': { code: entry, occupied: counted(at.entries) },
    'pasidEntry.did': { code: entryDid, occupied: counted(at.domainIds) },
    'pasidEntry.slpt': { code: entrySlpt, occupied: counted(at.secondLevels) },
    'bindingUsers.users': { code: bindingUsers, occupied: counted(at.bindingUsers) },
    'deviceFeature.enabled': { code: (row) => deviceWord(row, deviceRow.aux), occupied: counted(at.features) },
    'cachedTag.pasidCache': { code: cached(cacheBits.pasidCache), occupied: counted(at.pasidCacheTags) },
    'cachedTag.iotlb': { code: cached(cacheBits.iotlb), occupied: counted(at.iotlbTags) },
    'cachedTag.deviceTlb': { code: cached(cacheBits.deviceTlb), occupied: counted(at.deviceTlbTags) },
    'pageRequest.outstanding': { code: request(requestSlot.outstanding), occupied: counted(at.outstanding) },
    'pageRequest.pending': { code: request(requestSlot.pending), occupied: counted(at.pending) },
    'device.failsBind': { code: (row) => deviceWord(row, deviceRow.failsBind), occupied: counted(at.failing) },
    'device.uprgi': { code: (row) => deviceWord(row, deviceRow.uprgi), occupied: counted(at.unexpected) },
    'vfioGroup.attached': {
      code: (row) => word(groupAt(at, injection.group[row + 1] as number) + groupRow.attached),
      occupied: counted(at.attached),
    },
    'dmaMap.top': { code: mappedTop, occupied: () => word(at.mapped) - mappedBelowAll() },
    'vfioIommu.type': {
      code: (row) => word(containerAt(at, injection.container[row + 1] as number) + containerRow.type),
      occupied: counted(at.typed),
    },
    'guestPasidEntry.pgd': { code: guestEntry, occupied: counted(at.guestEntries) },
    'pasidTranslation.number': { code: translation, occupied: counted(at.translations) },
    'mdevRegister.number': { code: register, occupied: counted(at.registers) },
    'vmmLookup.hpasid': { code: lookUp, occupied: counted(at.lookUps) },
    'deviceFd.device': {
      code: (row) => coded(word(fileAt(row) + fdRow.device), codes.device[word(fileAt(row) + fdRow.device)]),
      occupied: counted(at.files),
    },
    'prq.head': {
      code: () => (word(at.prqCount) === 0 ? 0 : word(at.prqHead) + 1),
      occupied: () => Math.sign(word(at.prqCount)),
    },
    'prq.overflow': { code: () => word(at.prqOverflow), occupied: counted(at.prqOverflow) },
    'prqSlot.device': ofSlot((row) => coded(requester(row), codes.device[requester(row)])),
    'prqSlot.pasid': ofSlot((row) => codes.row[descriptor(row, descriptorRow.pasid)] as number),
    'prqSlot.grpid': ofSlot((row) =>
      requester(row) === 0 ? 0 : codes.grpid[descriptor(row, descriptorRow.grpid)] || foreign,
    ),
    'prqSlot.page': ofSlot((row) => pageOf(form(row))),
    'prqSlot.mode': ofSlot((row) => modeOf(form(row))),
    'prqGroup.partial': { code: group('kept', 'failed'), occupied: () => word(at.kept) + word(at.failed) },
    'prqGroup.begun': { code: group('begun'), occupied: counted(at.begun) },
    'prqDevice.gone': { code: (row) => deviceWord(row, deviceRow.gone), occupied: counted(at.gone) },
    'prqDevice.unhandled': { code: (row) => deviceWord(row, deviceRow.unhandled), occupied: counted(at.unhandled) },
    'prqGroup.privateData': { code: group('privateData'), occupied: counted(at.privateData) },
    'lastResponse.code': { code: (row) => deviceWord(row, deviceRow.response) & 3, occupied: counted(at.answered) },
    'lastResponse.privateData': {
      code: (row) => deviceWord(row, deviceRow.response) >> 2,
      occupied: counted(at.returned),
    },
    'shownRequest.pasid': {
      code: (row) => (request(requestSlot.pending)(row) === 0 ? 0 : codes.row[shownAt(row)] || foreign),
      occupied: () => (word(at.links) === 0 ? 0 : word(at.pending)),
    },
    'shownRequest.address': {
      code: request(requestSlot.pending),
      occupied: () => (word(at.links) === 0 ? 0 : word(at.pending)),
    },
    'prqGroup.dropped': { code: group('dropped'), occupied: counted(at.dropped) },
    'fdHolder.held': { code: held, occupied: counted(at.holders) },
  };
}
