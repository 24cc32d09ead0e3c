/** A compiled system as one of states that are expanded one by one, so that it can stand beside a plain one. */
import { batchArrays } from '../../checker/batch-arrays.ts';
import type { BatchArrays, BatchCode } from '../../checker/batch-system.ts';
import type { Expansion } from '../../checker/expansion.ts';
import type { System } from '../../checker/system.ts';
import type { CompiledSystem } from '../../compile/compiled-system.ts';

export class OneByOne implements System {
  readonly width: number;
  /** Granted successors so far, those that were appended once for several actions counted as often. */
  granted = 0;
  readonly #system: CompiledSystem;
  readonly #arrays: BatchArrays;
  readonly #code: BatchCode;

  constructor(system: CompiledSystem) {
    this.width = system.width;
    this.#system = system;
    this.#arrays = batchArrays(system, 1, new Int32Array(system.width), null);
    this.#code = system.bind(this.#arrays);
  }

  initial(into: Expansion): void {
    this.#system.initial(into);
  }

  /** Labels of edges, and of marks seen on them, are actions. */
  expand(words: Int32Array, at: number, into: Expansion): void {
    const { states, successors, labels, ends, marks, markLabels } = this.#arrays;
    const { width } = this;
    states.set(words.subarray(at, at + width));
    const seen = this.#code.observe(0, 1);
    for (let place = 0; place < seen; place++) {
      const label = markLabels[place] as number;
      into.mark(marks[place] as number, label < 0 ? label : this.#firstOf(label));
    }
    this.granted += this.#code.expand(0, 1, 0);
    for (let place = 0; place < (ends[0] as number); place++) {
      const to = into.add(this.#firstOf(labels[place] as number));
      into.words.set(successors.subarray(place * width, (place + 1) * width), to);
    }
  }

  #firstOf(label: number): number {
    const [action] = this.#system.actionsOf(label) as readonly [number];
    return action;
  }
}
