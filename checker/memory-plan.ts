/**
 * How a search divides its memory between states and table. What is reserved is address space: the runtime gives an
 * array its pages when they are first written, so a small search stays small under a generous budget.
 */

/** What there is room for. */
export interface Room {
  /** States in memory. */
  readonly states: number;
  /** Slots of the table, a power of two. */
  readonly slots: number;
}

/** Words of one array, so that every offset is a 32-bit integer. */
const MAX_WORDS = 2 ** 31 - 1;

/** The most slots of `slotWords` words that fit into `bytes`; at least 2. */
function mostSlots(bytes: number, slotWords: number): number {
  const words = Math.min(bytes / 4, MAX_WORDS);
  let slots = 2;
  while (slots * 2 * slotWords <= words) slots *= 2;
  return slots;
}

/** The most states of `stateWords` words in all, and at most so many in one array, that fit into `bytes`. */
function mostStates(bytes: number, stateWords: number): number {
  return Math.floor(Math.min(bytes / 4, MAX_WORDS) / stateWords);
}

/**
 * Of all sizes of the table, the one with room for the most states, if of `share` states one stands in memory.
 *
 * @throws RangeError when there is not room for a single state.
 */
function plan(bytes: number, stateWords: number, slotWords: number, maxLoad: number, share: number): Room {
  let best: Room = { states: 0, slots: 0 };
  let most = 0;
  for (let slots = mostSlots(bytes, slotWords); slots >= 2; slots /= 2) {
    const states = mostStates(bytes - slots * slotWords * 4, stateWords);
    const distinct = Math.floor(Math.min(states * share, slots * maxLoad));
    if (distinct <= most) continue;
    most = distinct;
    best = { states, slots };
  }
  if (most === 0) throw new RangeError(`no state fits into ${bytes} bytes`);
  return best;
}

/**
 * Room for a search that keeps all states in memory.
 *
 * @param bytes The budget.
 * @param stateWords Words per state outside the table.
 * @param slotWords Words per slot.
 * @param maxLoad Greatest share of slots in use.
 * @throws RangeError when there is not room for a single state.
 */
export function planMemory(bytes: number, stateWords: number, slotWords: number, maxLoad: number): Room {
  const { states, slots } = plan(bytes, stateWords, slotWords, maxLoad, 1);
  return { states: Math.min(states, Math.floor(slots * maxLoad)), slots };
}

/** Of so many states two neighbouring levels are one at most, as far as is known: from 0.3 to 0.4 of them were found. */
const spilledShare = 2.5;

/**
 * Room for a search that keeps two levels in memory, and the table.
 *
 * @throws RangeError when there is not room for a single state.
 */
export const planSpilled = (bytes: number, stateWords: number, slotWords: number, maxLoad: number): Room =>
  plan(bytes, stateWords, slotWords, maxLoad, spilledShare);
