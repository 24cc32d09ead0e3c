/**
 * The one word that is kept for every host PASID: bits 0–1 its state, bits 2–5 its references, the others its set
 * plus 1. The word of a free PASID is 0. And who may use it.
 */
import { kernelActor, pasidLimit, setTypes } from '../spec/arguments.ts';
import { type Regions, setAt } from './regions.ts';
import { setRow } from './rows.ts';

const { NULL, MM } = setTypes;
const { owner } = setRow;
/** First number that is no PASID. */
const limit = pasidLimit;
/** The actor that is no VM. */
const kernel = kernelActor;

/** States of a PASID, in the order of the specification. */
export const pasidState = { free: 0, idle: 1, active: 2, freePending: 3 } as const;

const stateMask = 3;
/** Adding it to the word adds a reference. */
export const oneReference = 4;
const referenceShift = 2;
const referencesMask = 15;
const setShift = 6;

export const stateOf = (word: number): number => word & stateMask;
export const referencesOf = (word: number): number => (word >>> referenceShift) & referencesMask;
/** The set plus 1, which is the number of its row; 0 for none. */
export const setRowOf = (word: number): number => word >>> setShift;

export const pasidWord = (state: number, references: number, rowOfSet: number): number =>
  state | (references << referenceShift) | (rowOfSet << setShift);

/** The word of the same PASID in state free_pending. */
export const freePendingFrom = (word: number): number => word | pasidState.freePending;

/** Whether a 64-bit number from user space is a PASID: not 0, and of at most 20 bits. */
export const isPasid = (low: number, high: number): boolean => high === 0 && (low - 1) >>> 0 < limit - 1;

/** The sets that an actor owns have this in `setRow.owner`: the type, and the token above its two bits. */
export const ownerOf = (actor: number): number => (actor === kernel ? NULL : MM | (actor << 2));

export const typeOf = (owner: number): number => owner & 3;
/** The VM that is the token of a set, or 0. */
export const tokenOf = (owner: number): number => owner >>> 2;

/** The word of a PASID (1 … 2^20 - 1) that the actor owns; 0 when it owns no such PASID. */
export function ownWord(words: Int32Array, at: Regions, actor: number, hpasid: number): number {
  if (hpasid >= at.geometry.pasids) return 0;
  const word = words[at.pasid + hpasid] as number;
  // A free PASID leads to the row of "no set", which nobody owns.
  return words[setAt(at, setRowOf(word)) + owner] === ownerOf(actor) ? word : 0;
}
