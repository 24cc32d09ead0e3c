/** A search as data, so that another process can go on with it. How the data is stored is the caller's matter. */
import { continued, EMPTY_ORDER, type OrderHash } from './order-hash.ts';
import type { SavedSighting } from './sightings.ts';
import type { Spill } from './word-store.ts';

/** What JSON can hold of a search. */
export interface CheckpointHeader {
  /** 32-bit words per state. */
  readonly width: number;
  /** Number of labels, and of marks, of the system. */
  readonly labels: number;
  readonly marks: number;
  readonly sleepSets: boolean;
  readonly fingerprints: boolean;
  readonly spill: boolean;
  /** Number of states spilled, which are not in the checkpoint but where they were spilled to, and their hash. */
  readonly spilled: number;
  readonly spilledOrder: OrderHash;
  readonly generated: number;
  readonly explored: number;
  /** Number of the next state to expand. */
  readonly next: number;
  /** Steps from an initial state to the state expanded last, and the number of the first state further away. */
  readonly distance: number;
  readonly levelEnd: number;
  readonly sightings: readonly SavedSighting[];
}

/** A whole checkpoint. */
export interface Checkpoint {
  readonly header: CheckpointHeader;
  /** Views of the arrays of the search, which change when it is advanced. */
  readonly arrays: {
    /** The states not spilled, `width` words each. */
    readonly states: Int32Array;
    /** Number of the parent of each of them. */
    readonly parents: Int32Array;
    /** Sleep masks of the states from number `next` on; empty without sleep sets. */
    readonly sleep: Int32Array;
  };
}

/**
 * Refuses a checkpoint that is not of a search of this shape.
 *
 * @throws Error that names the first property in which they differ.
 */
export function mustFit(
  header: CheckpointHeader,
  shape: Pick<CheckpointHeader, 'width' | 'labels' | 'marks' | 'sleepSets' | 'fingerprints' | 'spill'>,
): void {
  for (const [name, value] of Object.entries(shape)) {
    const saved = header[name as keyof typeof shape];
    if (saved !== value) throw new Error(`the checkpoint is of a search with ${name} ${saved}, not ${value}`);
  }
}

/** The checkpoint of a search that kept all in memory as that of one that spills: what was expanded is put there. */
export function spilled({ header, arrays }: Checkpoint, spill: Spill): Checkpoint {
  const { width, next } = header;
  const { states, parents, sleep } = arrays;
  const expanded = states.subarray(0, next * width);
  spill.states.write(0, expanded);
  spill.parents.write(0, parents.subarray(0, next));
  return {
    header: { ...header, spill: true, spilled: next, spilledOrder: continued(EMPTY_ORDER, expanded) },
    // Copies, for the search that they are taken from is to make room for the one that goes on.
    arrays: { states: states.slice(next * width), parents: parents.slice(next), sleep: sleep.slice() },
  };
}
