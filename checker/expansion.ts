/**
 * The buffer between a system and whoever visits it. It takes labels, marks and words as they come:
 * nothing is checked or compared here.
 */
import { grown } from './grown.ts';

/** Successors and marks for which there is room before the buffer first grows. */
const INITIAL_ROOM = 64;

/** Stands for an edge's label where a mark is seen in the state itself. */
export const IN_STATE = -1;

/**
 * What one state leads to: a reused buffer of successors and marks, so that nothing is allocated
 * per state. It grows by doubling; what grows is replaced, so read the fields anew after each call.
 */
export class Expansion {
  /** Successors, `width` words each; the first `count` of them are meant. */
  words: Int32Array;
  /** Label of each successor's edge, at least 0: which command, which choice. */
  labels = new Int32Array(INITIAL_ROOM);
  /** Number of successors. */
  count = 0;

  /** Marks seen, at least 0 each; the first `markCount` of them are meant. A mark may occur twice. */
  marks = new Int32Array(INITIAL_ROOM);
  /** Where each mark is seen: the label of an edge, or `IN_STATE`. */
  markLabels = new Int32Array(INITIAL_ROOM);
  /** Number of marks. */
  markCount = 0;

  readonly #width: number;

  /** @param width 32-bit words per state, as in the system that fills the buffer. */
  constructor(width: number) {
    this.#width = width;
    this.words = new Int32Array(INITIAL_ROOM * width);
  }

  /**
   * Makes room for one successor reached over `label` (any int ≥ 0). Returns the offset in `words` at
   * which the caller writes all `width` words of it; what stands there before is left from earlier use.
   */
  add(label: number): number {
    const at = this.count * this.#width;
    if (this.count === this.labels.length) {
      this.labels = grown(this.labels, this.count + 1);
      this.words = grown(this.words, at + this.#width);
    }
    this.labels[this.count++] = label;
    return at;
  }

  /**
   * Says that `mark` is seen here: on the edge `label` of the state being expanded, or in that state
   * when `label` is `IN_STATE`. A mark is a small int ≥ 0 whose meaning is the system's own: an
   * invariant broken, a witness found. The edge may also be one that is not added, such as a refusal.
   */
  mark(mark: number, label: number): void {
    if (this.markCount === this.marks.length) {
      this.marks = grown(this.marks, this.markCount + 1);
      this.markLabels = grown(this.markLabels, this.markCount + 1);
    }
    this.marks[this.markCount] = mark;
    this.markLabels[this.markCount++] = label;
  }

  /** Forgets all successors and marks, and keeps the room. */
  clear(): void {
    this.count = 0;
    this.markCount = 0;
  }
}
