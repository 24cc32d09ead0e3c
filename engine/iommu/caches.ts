/** What hardware has cached of the PASID tables of all devices. A cache is filled and flushed; nothing here says when. */
import { find, put, removeAt } from '../hash-region.ts';
import type { Regions } from '../regions.ts';
import { cacheBits, cachedSlot } from '../slots.ts';

const { pasidCache, iotlb, deviceTlb, all } = cacheBits;
const { tags, did: didOf } = cachedSlot;

/** Adds tags (`cacheBits`) of an entry, under a domain id. */
export function addTags(words: Int32Array, at: Regions, device: number, row: number, did: number, more: number): void {
  const slot = put(words, at.cached, device, row);
  const before = words[slot + tags] as number;
  words[slot + tags] = before | more;
  words[slot + didOf] = did;
  count(words, at, more & ~before, 1);
}

/** All caches come to hold an entry. */
export function fill(words: Int32Array, at: Regions, device: number, row: number, did: number): void {
  addTags(words, at, device, row, did, all);
}

/** Takes tags (`cacheBits`) of an entry away. */
export function dropTags(words: Int32Array, at: Regions, device: number, row: number, fewer: number): void {
  const slot = find(words, at.cached, device, row);
  if (slot < 0) return;
  const before = words[slot + tags] as number;
  count(words, at, before & fewer, -1);
  words[slot + tags] = before & ~fewer;
  if ((before & ~fewer) === 0) removeAt(words, at.cached, slot);
}

/** Flushes all that any cache holds of an entry. */
export function flush(words: Int32Array, at: Regions, device: number, row: number): void {
  dropTags(words, at, device, row, all);
}

/** Counts what has come to be in each of some caches, or is there no more. */
function count(words: Int32Array, at: Regions, bits: number, change: number): void {
  if ((bits & pasidCache) !== 0) words[at.pasidCacheTags] = (words[at.pasidCacheTags] as number) + change;
  if ((bits & iotlb) !== 0) words[at.iotlbTags] = (words[at.iotlbTags] as number) + change;
  if ((bits & deviceTlb) !== 0) words[at.deviceTlbTags] = (words[at.deviceTlbTags] as number) + change;
}
