/** A batched system as a plain one, expanded state by state, for what needs every edge. It sees no marks. */
import { batchArrays } from './batch-arrays.ts';
import type { BatchArrays, BatchCode, BatchSystem } from './batch-system.ts';
import type { Expansion } from './expansion.ts';
import type { System } from './system.ts';

export class OneByOne implements System {
  readonly width: number;
  readonly #system: BatchSystem;
  readonly #arrays: BatchArrays;
  readonly #code: BatchCode;

  constructor(system: BatchSystem) {
    this.width = system.width;
    this.#system = system;
    this.#arrays = batchArrays(system, 1, new Int32Array(system.width), null);
    this.#code = system.bind(this.#arrays);
  }

  initial(into: Expansion): void {
    this.#system.initial(into);
  }

  expand(words: Int32Array, at: number, into: Expansion): void {
    const { states, successors, labels, ends } = this.#arrays;
    const { width } = this;
    for (let word = 0; word < width; word++) states[word] = words[at + word] as number;
    this.#code.expand(0, 1, 0);
    const count = ends[0] as number;
    for (let place = 0; place < count; place++) {
      const to = into.add(labels[place] as number);
      for (let word = 0; word < width; word++) into.words[to + word] = successors[place * width + word] as number;
    }
  }
}
