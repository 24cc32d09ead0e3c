/** How each state was first reached. Of several equally short ways only the first one found is kept. */
import { grown } from './grown.ts';

/** States for which there is room before the tree first grows. */
const INITIAL_ROOM = 256;
/** The parent of an initial state. */
export const ROOT = -1;

/** The breadth-first tree: the parent of each state and the label of the edge that led from there; 8 bytes per state. */
export class SearchTree {
  #parents = new Int32Array(INITIAL_ROOM);
  #labels = new Int32Array(INITIAL_ROOM);
  #size = 0;

  /** Adds the next state, reached from state number `parent` (or `ROOT`) over `label`. */
  add(parent: number, label: number): void {
    if (this.#size === this.#parents.length) {
      this.#parents = grown(this.#parents, this.#size + 1);
      this.#labels = grown(this.#labels, this.#size + 1);
    }
    this.#parents[this.#size] = parent;
    this.#labels[this.#size++] = label;
  }

  /** Labels on the way from an initial state to state number `state`, which must have been added. */
  path(state: number): number[] {
    const path: number[] = [];
    let parent = this.#parents[state] as number;
    for (let at = state; parent !== ROOT; at = parent, parent = this.#parents[at] as number) {
      path.push(this.#labels[at] as number);
    }
    return path.reverse();
  }
}
