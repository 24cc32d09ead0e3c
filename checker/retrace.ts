/** Finds again over which labels a state was first reached, by expanding its ancestors once more. So a search keeps parents only. */
import { batchArrays } from './batch-arrays.ts';
import type { BatchArrays, BatchCode, BatchSystem } from './batch-system.ts';
import { ROOT } from './search-tree.ts';
import type { StateLog } from './state-log.ts';

/** The code of a system, bound to arrays for a single state. */
export class Retrace {
  readonly #arrays: BatchArrays;
  readonly #code: BatchCode;
  readonly #log: StateLog;

  constructor(system: BatchSystem, log: StateLog) {
    // Sleep sets are off: what slept in a parent leads to states found before the parent was expanded, never to a child.
    this.#arrays = batchArrays(system, 1, new Int32Array(system.width), null);
    this.#code = system.bind(this.#arrays);
    this.#log = log;
  }

  /**
   * Labels on the way from an initial state to state number `state`, which must be in the log.
   *
   * @throws Error when an edge of this way is not there any more, which can be if the system is not deterministic.
   */
  path(state: number): number[] {
    const path: number[] = [];
    const child = new Int32Array(this.#log.width);
    this.#log.read(state, child);
    for (let parent = this.#log.parent(state); parent !== ROOT; parent = this.#log.parent(parent)) {
      this.#log.read(parent, this.#arrays.states);
      path.push(this.#labelTo(child));
      child.set(this.#arrays.states);
    }
    return path.reverse();
  }

  /** Label of the first edge to `child` from the state in the array of states. */
  #labelTo(child: Int32Array): number {
    const { successors, labels, ends } = this.#arrays;
    this.#code.expand(0, 1, 0);
    const count = ends[0] as number;
    this.#code.canonicalise?.(count);
    for (let i = 0; i < count; i++) {
      const at = i * child.length;
      if (child.every((word, j) => successors[at + j] === word)) return labels[i] as number;
    }
    throw new Error('a state has no edge to a state that was found from it: the system is not deterministic');
  }
}
