/**
 * The search of the compiled model of an instance: no implementation beside it, and tens of times faster. Of what is
 * seen it knows that it was, not how often.
 */
import { BatchSearch } from '../checker/batch-search.ts';
import type { Graph } from '../checker/graph.ts';
import { OneByOne } from '../checker/one-by-one.ts';
import { Search } from '../checker/search.ts';
import type { Sighting } from '../checker/sightings.ts';
import { CompiledSystem } from '../compile/compiled-system.ts';
import { defectMark } from '../compile/program.ts';
import type { SymmetricSystem } from '../compile/symmetry/symmetric-system.ts';
import type { Symmetries } from '../compile/symmetry/symmetries.ts';
import { trace } from '../compile/traced.ts';
import type { HostAction, HostProgram } from './host-program.ts';
import { HostSearch, type SearchLimits } from './host-search.ts';
import { Reduction } from './reduction.ts';

export class CompiledSearch extends HostSearch {
  readonly edgesCompared = 0;
  readonly difference = null;
  protected readonly search: BatchSearch;
  readonly #program: HostProgram;
  readonly #system: CompiledSystem | SymmetricSystem;
  readonly #reduction: Reduction | null;
  readonly #memoryBytes: number | undefined;
  readonly #graphUpTo: number;

  /**
   * @throws NotTraceable where the model cannot be compiled.
   * @throws NotSymmetric where symmetry is asked for, and an invariant does not allow it.
   */
  constructor(program: HostProgram, limits: SearchLimits) {
    super(limits);
    this.#program = program;
    const traced = trace(program);
    this.#reduction = limits.symmetry === true ? new Reduction(program, traced) : null;
    this.#system = this.#reduction?.system ?? new CompiledSystem(traced);
    this.#memoryBytes = limits.memoryBytes;
    this.#graphUpTo = limits.graphUpTo ?? 0;
    this.search = new BatchSearch(this.#system, { ...limits, sleepSets: this.#reduction === null });
  }

  override get limit(): string | null {
    if (this.search.outOfMemory) return `the memory of ${this.#memoryBytes} bytes was used up`;
    return super.limit;
  }

  times(mark: number): number {
    return this.saw(mark) ? 1 : 0;
  }

  get defect(): ReturnType<HostSearch['moves']> {
    return this.moves(defectMark(this.#program));
  }

  get symmetries(): Symmetries | null {
    return this.#reduction?.symmetries ?? null;
  }

  override decides(mark: number): boolean {
    return this.#reduction?.decides(mark) ?? true;
  }

  protected override labels(sighting: Sighting, mark: number): readonly number[] {
    return this.#reduction?.labels(this.search.path(sighting.state), mark) ?? super.labels(sighting, mark);
  }

  /**
   * Its states are those of this search, by the same numbers: sleep sets leave edges out, so they are gone through
   * again. There is none by symmetry, where a cycle of states need not be a cycle.
   */
  get graph(): Graph | undefined {
    const { queue, distinct } = this.search;
    const whole = queue === 0 && this.limit === null && distinct <= this.#graphUpTo;
    if (!whole || this.#reduction !== null) return undefined;
    const edges = new Search(new OneByOne(this.#system), { graphUpTo: this.#graphUpTo });
    edges.advance(Number.POSITIVE_INFINITY);
    return edges.graph;
  }

  protected actions(label: number): readonly HostAction[] {
    return this.#system.actionsOf(label).map((action) => this.#program.hostActions[action] as HostAction);
  }
}
