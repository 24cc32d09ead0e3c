/**
 * Stories told with the names that objects really have. A reduced search goes from representative to representative,
 * and on each step objects may have changed places; here the same way is gone through the states as they are.
 */
import { batchArrays } from '../../checker/batch-arrays.ts';
import type { BatchArrays, BatchCode, BatchSystem } from '../../checker/batch-system.ts';
import { Expansion } from '../../checker/expansion.ts';

/** A path from the initial state. */
export interface ConcretePath {
  readonly labels: readonly number[];
  /** The words of the state that it ends in. */
  readonly state: Int32Array;
}

export class ConcretePaths {
  readonly #system: BatchSystem;
  readonly #arrays: BatchArrays;
  readonly #code: BatchCode;

  /** @param system with a single initial state, which is its own representative. */
  constructor(system: BatchSystem) {
    this.#system = system;
    this.#arrays = batchArrays(system, 1, new Int32Array(system.width), null);
    this.#code = system.bind(this.#arrays);
  }

  /**
   * The path that a path through representatives stands for: of several labels that lead to the same orbit the first.
   *
   * @param labels as a reduced search gives them, each an edge of a representative.
   */
  path(labels: readonly number[]): ConcretePath {
    const { width } = this.#system;
    const initial = new Expansion(width);
    this.#system.initial(initial);
    let state: Int32Array = initial.words.slice(0, width);
    let representative = state;
    const concrete = labels.map((label) => {
      const [, next] = this.#step(representative, (each) => each === label);
      const [taken, after] = this.#step(state, (_, canonical) =>
        next.canonical.every((word, at) => word === canonical[at]),
      );
      representative = next.canonical;
      state = after.concrete;
      return taken;
    });
    return { labels: concrete, state };
  }

  /**
   * Where a mark is seen at a state: a label, or `IN_STATE`.
   *
   * @throws Error where it is not seen.
   */
  labelOf(mark: number, state: Int32Array): number {
    const { states, open, marks, markLabels } = this.#arrays;
    states.set(state);
    open.fill(0);
    open[mark] = 1;
    const seen = this.#code.observe(0, 1);
    if (seen === 0 || marks[0] !== mark) throw new Error(`mark ${mark} is not seen in the orbit in which it was found`);
    return markLabels[0] as number;
  }

  /** The first step from a state whose label and representative pass a test. */
  #step(
    state: Int32Array,
    test: (label: number, canonical: Int32Array) => boolean,
  ): readonly [label: number, after: { readonly concrete: Int32Array; readonly canonical: Int32Array }] {
    const { states, successors, labels, ends } = this.#arrays;
    const { width } = this.#system;
    states.set(state);
    this.#code.expand(0, 1, 0);
    const count = ends[0] as number;
    const concrete = successors.slice(0, count * width);
    this.#code.canonicalise?.(count);
    for (let place = 0; place < count; place++) {
      const [from, to] = [place * width, (place + 1) * width];
      const canonical = successors.slice(from, to);
      const label = labels[place] as number;
      if (test(label, canonical)) return [label, { concrete: concrete.slice(from, to), canonical }];
    }
    throw new Error('a step through representatives is none through states: the system is not symmetric');
  }
}
