/**
 * Where the abstract state of an instance lies in an engine, worked out once: for each cell of the layout the row or
 * the key under which the engine keeps it. `save.ts` and `load.ts` go by it, so that their cost follows the instance.
 */
import { type Column, indexOf, packingOf } from '../spec/schema/layout.ts';
import type { Kvm } from '../spec/sorts.ts';
import { hostLayout } from '../spec/state.ts';
import type { Topology } from '../spec/topology.ts';
import { type HashRegion, homeOf } from './hash-region.ts';
import type { Injection } from './injection.ts';
import type { Regions } from './regions.ts';
import { bitOf, blockKey, blockOf } from './slots.ts';

/** The rows of a table that is kept by key. */
export interface Keys {
  readonly region: HashRegion;
  /** For each row in the order of the layout: home, `keyA` and `keyB` of its key. */
  readonly triples: Int32Array;
}

/** Numbers of the first cells of the columns. */
export type Offsets = Readonly<
  Record<
    | 'setType'
    | 'setToken'
    | 'setQuota'
    | 'setPut'
    | 'setHeld'
    | 'withheld'
    | 'reserved'
    | 'state'
    | 'set'
    | 'refs'
    | 'data'
    | 'userHolds'
    | 'userNotified'
    | 'exited'
    | 'defaultPasid'
    | 'secondLevelEntry'
    | 'setNotifier'
    | 'globalNotifier'
    | 'waitingNotifier'
    | 'lastFree'
    | 'mapping'
    | 'binding'
    | 'entry'
    | 'entryDid'
    | 'entrySlpt'
    | 'bindingUsers'
    | 'features'
    | 'pasidCache'
    | 'iotlb'
    | 'deviceTlb'
    | 'outstanding'
    | 'pending'
    | 'guestEntry'
    | 'lookUp'
    | 'translation'
    | 'register'
    | 'failsBind'
    | 'uprgi'
    | 'fdDevice'
    | 'held'
    | 'attached'
    | 'type'
    | 'top'
    | 'head'
    | 'overflow'
    | 'slotDevice'
    | 'slotPasid'
    | 'slotGrpid'
    | 'slotPage'
    | 'slotMode'
    | 'partial'
    | 'begun'
    | 'privateData'
    | 'responseCode'
    | 'responseData'
    | 'shown'
    | 'shownAddress'
    | 'gone'
    | 'unhandled'
    | 'dropped',
    number
  >
>;

export interface Places {
  readonly regions: Regions;
  /** Number of words of a packed state. */
  readonly width: number;
  /** Where the code of each cell starts in a packed state: 32 times the word, plus the shift in it. */
  readonly firstBit: Int32Array;
  /** The highest code of each cell's bits. */
  readonly mask: Int32Array;
  readonly offsets: Offsets;
  readonly injection: Injection;
  /** The engine's numbers of the ids of these sorts, without a place for 0. */
  readonly vms: Int32Array;
  readonly groups: Int32Array;
  /** Containers whose groups can be attached and detached. */
  readonly vfioIommus: Int32Array;
  /** Containers for which what is mapped can change. */
  readonly dmaMaps: Int32Array;
  readonly devices: Int32Array;
  readonly fds: Int32Array;
  readonly sets: Int32Array;
  readonly hpasids: Int32Array;
  readonly dids: Int32Array;
  /** Whether devices have a feature that can be enabled. */
  readonly hasFeature: boolean;
  /** Number of users of PASIDs inside the kernel. */
  readonly users: number;
  /** 1 where users register for events, otherwise 0. */
  readonly chains: number;
  /** Number of rows of the PASID table of a device, where auxiliary domains are attached at default PASIDs; else 0. */
  readonly auxRows: number;
  /** 1 where addresses of processes are used again, otherwise 0. */
  readonly mms: number;
  /** Whether private data is looked at. */
  readonly hasData: boolean;
  /** 1 where the capacity can change, otherwise 0. */
  readonly pools: number;
  readonly mappings: Keys;
  readonly bindings: Keys;
  readonly entries: Keys;
  /** Of every row of tags, the entry that they are of: rows that differ in the domain id alone share one. */
  readonly cached: Keys;
  /** Of what KVM translates: where the map has it. */
  readonly translations: Keys;
  readonly mdevs: Int32Array;
  readonly viommus: Int32Array;
  /** Of the guests' numbers. */
  readonly guestPasids: Keys;
  /** The block of every request, and its bit there. */
  readonly requests: Keys;
  readonly requestBits: Int32Array;
  /** The block of every group of several pages, whose bit is that of its request; none where there is no queue. */
  readonly partials: Keys;
  /** How many queues there are, and how many descriptors they hold. */
  readonly prqs: number;
  readonly slots: number;
  /** Whether the link is watched (1 or 0). */
  readonly links: number;
}

/** Throws `RangeError` when more could have to be loaded than the engine can hold. */
export function placesOf(topology: Topology, injection: Injection, regions: Regions): Places {
  const { sizes } = topology;
  const layout = hostLayout(topology);
  const packing = packingOf(layout);
  const column = (table: string, name: string): Column =>
    layout.columns.find((candidate) => candidate.table === table && candidate.name === name) as Column;
  const offset = (table: string, name: string): number => column(table, name).offset;
  const numbers = (sort: keyof Injection, id: number | undefined): number => injection[sort][id as number] as number;

  const keys = (region: HashRegion, over: Column, keyOf: (ids: number[]) => readonly [number, number]): Keys => {
    if (over.rows > region.limit) throw new RangeError(`${over.rows} of ${over.table} do not fit: ${region.limit}`);
    const pairs = Array.from({ length: over.rows }, (_, row) => keyOf(indexOf(over, sizes, row)));
    return { region, triples: Int32Array.from(pairs.flatMap(([a, b]) => [homeOf(region, a, b), a, b])) };
  };
  const request = column('pageRequest', 'outstanding');
  const grpidOf = (row: number): number => numbers('grpid', indexOf(request, sizes, row)[2]);

  return {
    regions,
    width: packing.words,
    firstBit: packing.word.map((word, cell) => 32 * word + (packing.shift[cell] as number)),
    mask: packing.mask,
    offsets: {
      setType: offset('ioasidSet', 'type'),
      setToken: offset('ioasidSet', 'token'),
      setQuota: offset('ioasidSet', 'quota'),
      setPut: offset('ioasidSet', 'put'),
      setHeld: offset('ioasidSetUser', 'holds'),
      withheld: offset('ioasidPool', 'withheld'),
      reserved: offset('ioasidPool', 'reserved'),
      state: offset('ioasid', 'state'),
      set: offset('ioasid', 'set'),
      refs: offset('ioasid', 'refs'),
      data: offset('ioasid', 'data'),
      userHolds: offset('ioasidUser', 'holds'),
      userNotified: offset('ioasidUser', 'notified'),
      defaultPasid: offset('defaultPasid', 'hpasid'),
      secondLevelEntry: offset('secondLevelEntry', 'did'),
      exited: offset('exitedProcess', 'exited'),
      setNotifier: offset('setNotifier', 'registered'),
      globalNotifier: offset('globalNotifier', 'registered'),
      waitingNotifier: offset('waitingNotifier', 'pending'),
      lastFree: offset('lastFree', 'place'),
      mapping: offset('guestToHost', 'hpasid'),
      binding: offset('binding', 'pgd'),
      entry: offset('pasidEntry', 'pgd'),
      entryDid: offset('pasidEntry', 'did'),
      entrySlpt: offset('pasidEntry', 'slpt'),
      bindingUsers: offset('bindingUsers', 'users'),
      features: offset('deviceFeature', 'enabled'),
      pasidCache: offset('cachedTag', 'pasidCache'),
      iotlb: offset('cachedTag', 'iotlb'),
      deviceTlb: offset('cachedTag', 'deviceTlb'),
      outstanding: request.offset,
      pending: offset('pageRequest', 'pending'),
      guestEntry: offset('guestPasidEntry', 'pgd'),
      lookUp: offset('vmmLookup', 'hpasid'),
      translation: offset('pasidTranslation', 'number'),
      register: offset('mdevRegister', 'number'),
      failsBind: offset('device', 'failsBind'),
      uprgi: offset('device', 'uprgi'),
      fdDevice: offset('deviceFd', 'device'),
      held: offset('fdHolder', 'held'),
      attached: offset('vfioGroup', 'attached'),
      type: offset('vfioIommu', 'type'),
      top: offset('dmaMap', 'top'),
      head: offset('prq', 'head'),
      overflow: offset('prq', 'overflow'),
      slotDevice: offset('prqSlot', 'device'),
      slotPasid: offset('prqSlot', 'pasid'),
      slotGrpid: offset('prqSlot', 'grpid'),
      slotPage: offset('prqSlot', 'page'),
      slotMode: offset('prqSlot', 'mode'),
      partial: offset('prqGroup', 'partial'),
      begun: offset('prqGroup', 'begun'),
      privateData: offset('prqGroup', 'privateData'),
      responseCode: offset('lastResponse', 'code'),
      responseData: offset('lastResponse', 'privateData'),
      shown: offset('shownRequest', 'pasid'),
      shownAddress: offset('shownRequest', 'address'),
      gone: offset('prqDevice', 'gone'),
      unhandled: offset('prqDevice', 'unhandled'),
      dropped: offset('prqGroup', 'dropped'),
    },
    injection,
    vms: injection.vm.subarray(1),
    groups: injection.group.subarray(1),
    dmaMaps: injection.container.subarray(1, sizes.dmaMap + 1),
    vfioIommus: injection.container.subarray(1, sizes.vfioIommu + 1),
    devices: injection.device.subarray(1),
    fds: injection.fd.subarray(1),
    sets: injection.set.subarray(0, sizes.set),
    hpasids: injection.pasid.subarray(1, sizes.hpasid + 1),
    dids: injection.did.subarray(2),
    hasFeature: sizes.feature > 0,
    users: sizes.user,
    chains: sizes.chain,
    auxRows: sizes.auxDomain * sizes.row,
    mms: sizes.mm,
    hasData: sizes.data > 0,
    pools: sizes.pool,
    mappings: keys(regions.mappings, column('guestToHost', 'hpasid'), ([vm, gpasid]) => [
      numbers('vm', vm),
      numbers('pasid', gpasid),
    ]),
    bindings: keys(regions.tables, column('binding', 'pgd'), ([hpasid, device]) => [
      numbers('device', device),
      numbers('pasid', hpasid),
    ]),
    entries: keys(regions.tables, column('pasidEntry', 'pgd'), ([device, row]) => [
      numbers('device', device),
      numbers('pasid', row),
    ]),
    cached: keys(regions.cached, column('cachedTag', 'iotlb'), ([device, row]) => [
      numbers('device', device),
      numbers('pasid', row),
    ]),
    translations: keys(regions.mappings, column('pasidTranslation', 'number'), ([kvm, gpasid]) => [
      numbers('vm', topology.runBy(kvm as Kvm)),
      numbers('pasid', gpasid),
    ]),
    mdevs: injection.mdev.subarray(1),
    viommus: injection.viommu.subarray(1),
    guestPasids: keys(regions.guestPasids, column('vmmLookup', 'hpasid'), ([viommu, row]) => [
      numbers('viommu', viommu),
      numbers('pasid', row),
    ]),
    requests: keys(regions.requests, request, ([device, row, grpid]) => [
      numbers('device', device),
      blockKey(numbers('pasid', row), blockOf(numbers('grpid', grpid))),
    ]),
    partials: keys(regions.partials, column('prqGroup', 'partial'), ([, device, row, grpid]) => [
      numbers('device', device),
      blockKey(numbers('pasid', row), blockOf(numbers('grpid', grpid))),
    ]),
    prqs: sizes.prq,
    slots: sizes.slot,
    links: sizes.link,
    requestBits: Int32Array.from({ length: request.rows }, (_, row) => bitOf(grpidOf(row))),
  };
}
