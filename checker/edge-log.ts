/** Writes a graph down while its states are expanded one after the other. Which states there are is not known here. */
import type { Graph } from './graph.ts';
import { grown } from './grown.ts';

/** Edges, and states, for which there is room before the log first grows. */
const INITIAL_ROOM = 256;

/** The edges of all states expanded so far: 8 bytes per edge and 4 per state, up to twice that while it grows. */
export class EdgeLog {
  #offsets = new Int32Array(INITIAL_ROOM);
  #targets = new Int32Array(INITIAL_ROOM);
  #labels = new Int32Array(INITIAL_ROOM);
  /** Number of states that are complete. */
  #states = 0;
  #edges = 0;

  /** Adds an edge of the state in hand, to state number `target`. */
  add(target: number, label: number): void {
    if (this.#edges === this.#targets.length) {
      this.#targets = grown(this.#targets, this.#edges + 1);
      this.#labels = grown(this.#labels, this.#edges + 1);
    }
    this.#targets[this.#edges] = target;
    this.#labels[this.#edges++] = label;
  }

  /** Ends the state in hand: what is added from now on belongs to the next one by number. */
  endState(): void {
    this.#states++;
    if (this.#states === this.#offsets.length) this.#offsets = grown(this.#offsets, this.#states + 1);
    this.#offsets[this.#states] = this.#edges;
  }

  /** The graph of the states that are complete, the first `initial` of them being the initial ones. Nothing is copied. */
  graph(initial: number): Graph {
    return {
      states: this.#states,
      initial,
      offsets: this.#offsets.subarray(0, this.#states + 1),
      targets: this.#targets.subarray(0, this.#edges),
      labels: this.#labels.subarray(0, this.#edges),
    };
  }
}
