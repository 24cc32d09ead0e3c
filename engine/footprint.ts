/**
 * The words in which the abstract state of an instance lies, as they were when it was loaded: so that "nothing has
 * changed" is answered by comparing words, without reading the state out again. Most commands are refused, and of each
 * of them that is what has to be true. A key of the instance that comes to be in a table shows in the free slot where it
 * was not, whatever the engine counts; anything else that is added shows in the counts.
 */
import { probe } from './hash-region.ts';
import type { Keys, Places } from './places.ts';
import { containerAt, deviceAt, fdAt, groupAt, mdevAt, setAt, vmAt } from './regions.ts';
import { containerRow, descriptorRow, deviceRow, fdRow, groupRow, mdevRow, setRow, vmRow } from './rows.ts';

/** Offsets of the words that are always part of it: rows in fixed places, and counts. */
function fixedOffsets(places: Places): number[] {
  const { regions, sets, hpasids, devices, groups, vfioIommus, fds, vms, mdevs, slots } = places;
  const { freeSets, freePasids, mappings, tables, cached, requests, partials, guestPasids } = regions;
  const keyed = [freeSets, freePasids, mappings, tables, cached, requests, partials, guestPasids];
  const counted = keyed.map(({ count }) => count);
  const { bindings, entries, domainIds, outstanding, pending, failing, unexpected, holding, notified } = regions;
  const { usersData, boundPasids } = regions;
  const { secondLevels, bindingUsers, features, attached, typed } = regions;
  const { setsPut, setsHeld, withheld, reserved } = regions;
  const { pasidCacheTags, iotlbTags, deviceTlbTags, lookUps, guestEntries, translations, registers } = regions;
  const { prqCount, prqHead, prqOverflow, begun, dropped, kept, failed, privateData } = regions;
  const descriptors = Array.from({ length: slots * descriptorRow.words }, (_, word) => regions.descriptors + word);
  const holderWords = [...new Set([...vms].map((vm) => fdRow.holders + (vm >>> 5)))];
  const at = (row: number, fields: readonly number[]): number[] => fields.map((field) => row + field);
  return [
    ...counted,
    ...[bindings, entries, domainIds, outstanding, pending, failing, unexpected, holding, notified],
    ...[
      usersData,
      boundPasids,
      regions.notifiers,
      regions.toldLast,
      regions.registered,
      regions.waiting,
      regions.exited,
      regions.defaultPasids,
    ],
    ...[...vms].flatMap((vm) => at(vmAt(regions, vm), [vmRow.notifiers, vmRow.exited])),
    ...[secondLevels, bindingUsers, features, attached, typed],
    ...[setsPut, setsHeld, withheld, reserved],
    ...[pasidCacheTags, iotlbTags, deviceTlbTags, lookUps, guestEntries, translations, registers],
    regions.mapped,
    ...[...groups].flatMap((group) => at(groupAt(regions, group), [groupRow.attached])),
    ...[...vfioIommus].flatMap((container) => at(containerAt(regions, container), [containerRow.type])),
    ...[...places.dmaMaps].flatMap((container) =>
      at(containerAt(regions, container), [containerRow.topLow, containerRow.topHigh]),
    ),
    ...[prqCount, prqHead, prqOverflow, begun, dropped, kept, failed, privateData, regions.answered, regions.returned],
    ...[regions.gone, regions.unhandled],
    ...[...mdevs].flatMap((mdev) => at(mdevAt(regions, mdev), [mdevRow.number])),
    ...descriptors,
    ...[...sets].flatMap((set) =>
      at(setAt(regions, set + 1), [setRow.owner, setRow.quota, setRow.references, setRow.notifiers]),
    ),
    ...at(regions.pasid, [...hpasids]),
    ...at(regions.users, [...hpasids]),
    ...[...devices].flatMap((device) =>
      at(deviceAt(regions, device), [
        deviceRow.failsBind,
        deviceRow.uprgi,
        deviceRow.aux,
        deviceRow.defaultPasid,
        deviceRow.response,
        deviceRow.gone,
        deviceRow.unhandled,
      ]),
    ),
    ...[...fds].flatMap((fd) => at(fdAt(regions, fd), [fdRow.device, ...holderWords])),
  ];
}

export class Footprint {
  readonly #places: Places;
  /** Offsets, the fixed ones first, and the words that were there; the first `#count` of each are meant. */
  readonly #offsets: Int32Array;
  readonly #words: Int32Array;
  readonly #fixed: number;
  #count = 0;

  constructor(places: Places) {
    const fixed = fixedOffsets(places);
    const most = (keys: Keys): number => (keys.triples.length / 3) * keys.region.slotWords;
    const { mappings, bindings, entries, cached, requests, partials, guestPasids } = places;
    const slots = [mappings, bindings, entries, cached, requests, partials, guestPasids];
    const room = slots.reduce((sum, keys) => sum + most(keys), fixed.length);
    this.#places = places;
    this.#offsets = new Int32Array(room);
    this.#offsets.set(fixed);
    this.#words = new Int32Array(room);
    this.#fixed = fixed.length;
  }

  /** Takes the words as they are now, those of the slots in use among them. */
  take(words: Int32Array): void {
    const { mappings, bindings, entries, cached, requests, partials, guestPasids } = this.#places;
    this.#count = this.#fixed;
    this.#addSlots(words, mappings);
    this.#addSlots(words, bindings);
    this.#addSlots(words, entries);
    this.#addSlots(words, cached);
    this.#addSlots(words, requests);
    this.#addSlots(words, partials);
    this.#addSlots(words, guestPasids);
    for (let place = 0; place < this.#count; place++) {
      this.#words[place] = words[this.#offsets[place] as number] as number;
    }
  }

  /** The words of the slots that hold keys of the instance, and of each other key the word that would not stay 0. */
  #addSlots(words: Int32Array, { region, triples }: Keys): void {
    for (let key = 0; key < triples.length; key += 3) {
      const home = triples[key] as number;
      const slot = probe(words, region, home, triples[key + 1] as number, triples[key + 2] as number);
      const length = words[slot] === 0 ? 1 : region.slotWords;
      for (let word = 0; word < length; word++) this.#offsets[this.#count++] = slot + word;
    }
  }

  /** Whether all of them are as they were taken. */
  isUntouched(words: Int32Array): boolean {
    const count = this.#count;
    const offsets = this.#offsets;
    const taken = this.#words;
    for (let place = 0; place < count; place++) {
      if (words[offsets[place] as number] !== taken[place]) return false;
    }
    return true;
  }
}
