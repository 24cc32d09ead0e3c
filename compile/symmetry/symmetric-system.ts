/** A compiled system reduced by its symmetries: of each orbit the search sees one state. Its marks must be symmetric. */
import type { BatchArrays, BatchCode, BatchSystem } from '../../checker/batch-system.ts';
import type { Expansion } from '../../checker/expansion.ts';
import { specialised } from '../../checker/specialised.ts';
import { DenseStore } from '../../spec/schema/dense.ts';
import type { CompiledSystem } from '../compiled-system.ts';
import type { TracedProgram } from '../traced.ts';
import { canonicalCode } from './canonical-code.ts';
import type { Symmetries } from './symmetries.ts';

type Canonicalise = Required<Pick<BatchCode, 'canonicalise'>>;

export class SymmetricSystem implements BatchSystem {
  readonly width: number;
  readonly labels: number;
  readonly marks: number;
  readonly branching: number;
  readonly #system: CompiledSystem;
  readonly #source: string;
  readonly #steps: Int32Array;

  /** @param system the same program, compiled. */
  constructor(traced: TracedProgram, system: CompiledSystem, { roles, walk }: Symmetries) {
    const { packing } = new DenseStore(traced.program.layout);
    this.width = system.width;
    this.labels = system.labels;
    this.marks = system.marks;
    this.branching = system.branching;
    this.#system = system;
    this.#source = `${canonicalCode(packing, roles, walk)}\nreturn { canonicalise };`;
    this.#steps = Int32Array.from(walk.steps);
  }

  actionsOf(label: number): readonly number[] {
    return this.#system.actionsOf(label);
  }

  /** As of a compiled system, with the code that finds representatives. */
  get source(): string {
    return [this.#system.source, this.#source, this.#steps.join()].join('\n');
  }

  /** Every symmetry leaves the initial state as it is, so it is the only one of its orbit. */
  initial(into: Expansion): void {
    this.#system.initial(into);
  }

  bind(arrays: BatchArrays): BatchCode {
    const { successors } = arrays;
    const canonical = specialised<Canonicalise>(this.#source, { successors, steps: this.#steps });
    return { ...this.#system.bind(arrays), ...canonical };
  }
}
