/** What a batched search has room for within its budget. Whether the runtime can reserve it is seen when it does. */
import type { BatchSystem } from './batch-system.ts';
import { MAX_LOAD } from './batch-table.ts';
import { planMemory, planSpilled, type Room } from './memory-plan.ts';
import { slotWidth, type TableKind } from './table-source.ts';
import type { Spill } from './word-store.ts';

/** The budget of a search that is given none. */
export const DEFAULT_MEMORY_BYTES = 2 ** 30;

/** What of a search decides its room. */
export interface RoomOptions {
  /** Budget for states, parents, sleep masks and table together, in bytes; the search stops when it is used up. 1 GiB if left out. */
  readonly memoryBytes?: number;
  /** Leaves out labels that can lead only where a smaller path of equal length leads. Results do not depend on it. */
  readonly sleepSets?: boolean;
  /** Takes states for equal when 64 bits of hashes are: `omission` says how likely it is that one was left out. */
  readonly fingerprints?: boolean;
  /** Keeps only the level in hand and the next one in memory. */
  readonly spill?: Spill;
}

export interface SearchRoom extends Room {
  /** Of the table. */
  readonly kind: TableKind;
  /** Most distinct states, wherever they are kept. */
  readonly distinct: number;
}

/** @throws RangeError when there is not room for a single state. */
export function searchRoom(
  { width, independence }: Pick<BatchSystem, 'width' | 'independence'>,
  options: RoomOptions,
): SearchRoom {
  const spills = options.spill !== undefined;
  // An index needs the states at hand; it is the smallest table, and as fast as any.
  const kind: TableKind = options.fingerprints ? 'fingerprint' : spills ? 'inline' : 'index';
  const bytes = options.memoryBytes ?? DEFAULT_MEMORY_BYTES;
  const { masks } = (options.sleepSets && independence) || { masks: 0 };
  const plan = spills ? planSpilled : planMemory;
  const room = plan(bytes, width + 1 + masks, slotWidth(kind, width), MAX_LOAD);
  return { ...room, kind, distinct: spills ? Math.floor(room.slots * MAX_LOAD) : room.states };
}
