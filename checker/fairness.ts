/**
 * Fairness: which edges a run may not neglect for ever. An edge that leads back to its own state counts as taken like
 * any other.
 */
import type { Graph } from './graph.ts';

/** A class of edges, enabled in a state that has one of them. */
export interface FairClass {
  /** `weak`: a run in which it is enabled from some time on takes it; `strong`: one in which it is enabled again and again. */
  readonly fairness: 'weak' | 'strong';
  /** Not 0 at the label of every edge of the class; a label past the end is not of it. */
  readonly labels: Uint8Array;
}

/** As many classes as there are bits in a word that is never negative. */
const MAX_CLASSES = 31;

/** Several fair classes, as bits of a word: class number `n` is bit `n`. */
export class Fairness {
  /** The weakly fair classes. */
  readonly weak: number;
  /** The strongly fair classes. */
  readonly strong: number;
  readonly #graph: Graph;
  readonly #byLabel: Int32Array;

  /** @throws RangeError when there are more than 31 classes. */
  constructor(graph: Graph, classes: readonly FairClass[]) {
    if (classes.length > MAX_CLASSES) {
      throw new RangeError(`there are at most ${MAX_CLASSES} fair classes, not ${classes.length}`);
    }
    const bits = (fairness: FairClass['fairness']) =>
      classes.reduce((word, each, number) => word | (each.fairness === fairness ? 1 << number : 0), 0);
    this.weak = bits('weak');
    this.strong = bits('strong');
    this.#graph = graph;
    this.#byLabel = new Int32Array(Math.max(0, ...classes.map(({ labels }) => labels.length)));
    for (const [number, { labels }] of classes.entries()) {
      for (let label = 0; label < labels.length; label++) {
        if (labels[label] !== 0) this.#byLabel[label] = (this.#byLabel[label] as number) | (1 << number);
      }
    }
  }

  /** The classes that an edge belongs to. */
  of(edge: number): number {
    return this.#byLabel[this.#graph.labels[edge] as number] ?? 0;
  }

  /** The classes that are enabled in a state. */
  enabledIn(state: number): number {
    const { offsets } = this.#graph;
    const end = offsets[state + 1] as number;
    let enabled = 0;
    for (let edge = offsets[state] as number; edge < end; edge++) enabled |= this.of(edge);
    return enabled;
  }
}
