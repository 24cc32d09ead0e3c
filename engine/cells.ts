/**
 * Single cells of the abstract state, read out of an engine: for hosts so large that their state cannot be packed.
 * A row may exceed 2^31; its ids are found by division, not by shifting.
 */
import type { Layout } from '../spec/schema/layout.ts';
import type { Codes } from './codes.ts';
import { find } from './hash-region.ts';
import type { Injection } from './injection.ts';
import { findBinding, findEntry } from './iommu/pasid-table.ts';
import { referencesOf, setRowOf, stateOf, tokenOf, typeOf } from './pasid.ts';
import { deviceAt, fdAt, type Regions, setAt } from './regions.ts';
import { deviceRow, fdRow, setRow } from './rows.ts';
import { bitOf, blockKey, blockOf, mappingSlot, requestSlot, tableSlot } from './slots.ts';

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

  const live = (): number => word(at.setsInAll) - word(at.freeSets.count);
  const allocated = (): number => word(at.pasidsInAll) - word(at.freePasids.count);

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
  const entry = (row: number): number => {
    const pasid = row % sizes.row;
    const device = (row - pasid) / sizes.row;
    return pgdAt(findEntry(words, at, deviceOf(device), pasidOf(pasid)), tableSlot.entryLow, tableSlot.entryHigh);
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
  const held = (row: number): number => {
    const index = row % sizes.vm;
    const vm = injection.vm[index + 1] as number;
    return (word(fileAt((row - index) / sizes.vm) + fdRow.holders + (vm >>> 5)) >>> vm) & 1;
  };

  return {
    'ioasidSet.type': { code: (row) => typeOf(ownerAt(row)), occupied: live },
    'ioasidSet.token': {
      code: (row) => coded(tokenOf(ownerAt(row)), codes.vm[tokenOf(ownerAt(row))]),
      occupied: counted(at.tokens),
    },
    'ioasidSet.quota': { code: (row) => setWord(row, setRow.quota), occupied: counted(at.quotas) },
    'ioasid.state': { code: (row) => stateOf(pasidAt(row)), occupied: allocated },
    'ioasid.set': {
      code: (row) => coded(setRowOf(pasidAt(row)), codes.setRow[setRowOf(pasidAt(row))]),
      occupied: allocated,
    },
    'ioasid.refs': { code: (row) => referencesOf(pasidAt(row)), occupied: allocated },
    // A PASID that is in use is never free here, so there is no former owner to remember.
    'ioasid.formerSet': { code: () => 0, occupied: () => 0 },
    'guestToHost.hpasid': { code: mapping, occupied: counted(at.mappings.count) },
    'binding.pgd': { code: binding, occupied: counted(at.bindings) },
    'pasidEntry.pgd': { code: entry, occupied: counted(at.entries) },
    'pageRequest.outstanding': { code: request(requestSlot.outstanding), occupied: counted(at.outstanding) },
    'pageRequest.pending': { code: request(requestSlot.pending), occupied: counted(at.pending) },
    'device.failsBind': { code: (row) => deviceWord(row, deviceRow.failsBind), occupied: counted(at.failing) },
    'device.uprgi': { code: (row) => deviceWord(row, deviceRow.uprgi), occupied: counted(at.unexpected) },
    'deviceFd.device': {
      code: (row) => coded(word(fileAt(row) + fdRow.device), codes.device[word(fileAt(row) + fdRow.device)]),
      occupied: counted(at.files),
    },
    'fdHolder.held': { code: held, occupied: counted(at.holders) },
  };
}
