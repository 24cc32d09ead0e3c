/**
 * Where the abstract state of an instance lies in an engine, worked out once: for each cell of the layout the row or
 * the key under which the engine keeps it. `save.ts` and `load.ts` go by it, so that their cost follows the instance.
 */
import { type Column, indexOf, packingOf } from '../spec/schema/layout.ts';
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
    | 'state'
    | 'set'
    | 'refs'
    | 'mapping'
    | 'binding'
    | 'entry'
    | 'outstanding'
    | 'pending'
    | 'failsBind'
    | 'uprgi'
    | 'fdDevice'
    | 'held',
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
  readonly devices: Int32Array;
  readonly fds: Int32Array;
  readonly sets: Int32Array;
  readonly hpasids: Int32Array;
  readonly mappings: Keys;
  readonly bindings: Keys;
  readonly entries: Keys;
  /** The block of every request, and its bit there. */
  readonly requests: Keys;
  readonly requestBits: Int32Array;
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
      state: offset('ioasid', 'state'),
      set: offset('ioasid', 'set'),
      refs: offset('ioasid', 'refs'),
      mapping: offset('guestToHost', 'hpasid'),
      binding: offset('binding', 'pgd'),
      entry: offset('pasidEntry', 'pgd'),
      outstanding: request.offset,
      pending: offset('pageRequest', 'pending'),
      failsBind: offset('device', 'failsBind'),
      uprgi: offset('device', 'uprgi'),
      fdDevice: offset('deviceFd', 'device'),
      held: offset('fdHolder', 'held'),
    },
    injection,
    vms: injection.vm.subarray(1),
    devices: injection.device.subarray(1),
    fds: injection.fd.subarray(1),
    sets: injection.set.subarray(0, sizes.set),
    hpasids: injection.pasid.subarray(1, sizes.hpasid + 1),
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
    requests: keys(regions.requests, request, ([device, row, grpid]) => [
      numbers('device', device),
      blockKey(numbers('pasid', row), blockOf(numbers('grpid', grpid))),
    ]),
    requestBits: Int32Array.from({ length: request.rows }, (_, row) => bitOf(grpidOf(row))),
  };
}
