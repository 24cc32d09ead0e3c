/**
 * The search of the compiled model of an instance: no implementation beside it, and tens of times faster. Of what is
 * seen it knows that it was, not how often. It spills to files when memory runs out, and can be gone on with from files.
 */
import { createHash } from 'node:crypto';
import { BatchSearch } from '../checker/batch-search.ts';
import { type Checkpoint, spilled } from '../checker/checkpoint.ts';
import { Expansion } from '../checker/expansion.ts';
import type { Graph } from '../checker/graph.ts';
import type { Omission } from '../checker/omission.ts';
import { OneByOne } from '../checker/one-by-one.ts';
import { Search } from '../checker/search.ts';
import { DEFAULT_MEMORY_BYTES, type RoomOptions, searchRoom } from '../checker/search-room.ts';
import type { Sighting } from '../checker/sightings.ts';
import { CompiledSystem } from '../compile/compiled-system.ts';
import { defectMark } from '../compile/program.ts';
import type { SymmetricSystem } from '../compile/symmetry/symmetric-system.ts';
import type { Symmetries } from '../compile/symmetry/symmetries.ts';
import { type TracedProgram, trace } from '../compile/traced.ts';
import { printBytes } from './bytes.ts';
import { type CheckpointOptions, Checkpoints } from './checkpoints.ts';
import type { HostAction, HostProgram } from './host-program.ts';
import { HostSearch, type SearchLimits } from './host-search.ts';
import { Reduction } from './reduction.ts';
import { type SpillFiles, temporarySpill } from './spill-files.ts';

export interface CompiledSearchOptions extends SearchLimits {
  /** Fingerprints stand for states, which are all spilled. */
  readonly lossy?: boolean;
  readonly checkpoints?: CheckpointOptions;
  /** No story has more commands than this. */
  readonly maxDepth?: number;
  /** Whether it is worth while to make machine code before it begins; if left out, unless its depth is bounded. */
  readonly ahead?: boolean;
  /** The program, if it was traced before. */
  readonly traced?: TracedProgram;
}

/** A hash of all that decides what is found, and what the numbers in a checkpoint mean. */
function hashOf({ actions, marks }: HostProgram, system: CompiledSystem | SymmetricSystem): string {
  const initial = new Expansion(system.width);
  system.initial(initial);
  const words = [...initial.words.subarray(0, initial.count * system.width)];
  return createHash('sha256')
    .update(JSON.stringify([actions, marks, words, system.source]))
    .digest('hex');
}

export class CompiledSearch extends HostSearch {
  readonly edgesCompared = 0;
  readonly difference = null;
  readonly #program: HostProgram;
  readonly #system: CompiledSystem | SymmetricSystem;
  readonly #reduction: Reduction | null;
  readonly #graphUpTo: number;
  readonly #options: RoomOptions & SearchLimits & { readonly memoryBytes: number; readonly maxDepth?: number };
  readonly #checkpoints: Checkpoints | null;
  #spill: SpillFiles | null = null;
  /** Null while one search gives its memory to the next. */
  #search: BatchSearch | null;

  /**
   * @throws NotTraceable where the model cannot be compiled.
   * @throws NotSymmetric where symmetry is asked for, and an invariant does not allow it.
   * @throws NotACheckpoint where it is to go on from what it cannot go on from.
   */
  constructor(program: HostProgram, options: CompiledSearchOptions) {
    const { lossy, checkpoints, traced = trace(program), ...limits } = options;
    const { ahead = limits.maxDepth === undefined } = limits;
    super(limits);
    this.#program = program;
    this.#reduction = limits.symmetry === true ? new Reduction(program, traced) : null;
    this.#system = this.#reduction?.system ?? new CompiledSystem(traced, ahead);
    this.#graphUpTo = limits.graphUpTo ?? 0;
    this.#options = {
      memoryBytes: DEFAULT_MEMORY_BYTES,
      ...limits,
      sleepSets: this.#reduction === null,
      fingerprints: lossy === true,
    };
    this.#checkpoints = checkpoints === undefined ? null : new Checkpoints(checkpoints, hashOf(program, this.#system));
    this.#search = this.#begun(this.#checkpoints?.load());
  }

  protected get search(): BatchSearch {
    return this.#search as BatchSearch;
  }

  override advance(states: number): boolean {
    const more = super.advance(states) || this.#spillOver();
    if (this.#checkpoints?.isDue) this.keep();
    return more;
  }

  override keep(): void {
    this.#checkpoints?.keep(this.search.checkpoint(), this.#spill);
  }

  override close(): void {
    this.#spill?.close();
  }

  override get limit(): string | null {
    if (!this.search.outOfMemory) return super.limit;
    return `the memory of ${printBytes(this.#options.memoryBytes)} was used up`;
  }

  override get omission(): Omission | null {
    return this.search.omission ?? null;
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
    const whole = queue === 0 && this.limit === null && distinct <= this.#graphUpTo && !this.#options.fingerprints;
    if (!whole || this.#reduction !== null) return undefined;
    const edges = new Search(new OneByOne(this.#system), { graphUpTo: this.#graphUpTo });
    edges.advance(Number.POSITIVE_INFINITY);
    return edges.graph;
  }

  protected actions(label: number): readonly HostAction[] {
    return this.#system.actionsOf(label).map((action) => this.#program.hostActions[action] as HostAction);
  }

  /** A search from the beginning, or from a checkpoint. */
  #begun(resume: Checkpoint | undefined): BatchSearch {
    if (resume?.header.spill) this.#spill = (this.#checkpoints as Checkpoints).oldSpill(resume);
    else if (this.#options.fingerprints) this.#spill = this.#newSpill();
    else if (resume !== undefined && resume.arrays.parents.length > searchRoom(this.#system, this.#options).distinct) {
      this.#spill = this.#newSpill();
      return this.#spilling(this.#spill, spilled(resume, this.#spill));
    }
    if (this.#spill !== null) return this.#spilling(this.#spill, resume);
    return new BatchSearch(this.#system, { ...this.#options, ...(resume && { resume }) });
  }

  #spilling(spill: SpillFiles, resume: Checkpoint | undefined): BatchSearch {
    return new BatchSearch(this.#system, { ...this.#options, spill, ...(resume && { resume }) });
  }

  #newSpill(): SpillFiles {
    return this.#checkpoints?.newSpill() ?? temporarySpill();
  }

  /**
   * Where memory has run out, lets the expanded states go to files and goes on with the others. False if it has not, or if
   * that would not help.
   */
  #spillOver(): boolean {
    const { search } = this;
    if (!search.outOfMemory || search.bounded || this.#spill !== null) return false;
    const spill = this.#newSpill();
    this.#spill = spill;
    const { states, distinct } = searchRoom(this.#system, { ...this.#options, spill });
    if (search.distinct >= distinct || search.queue >= states) return false;
    const resume = spilled(search.checkpoint(), spill);
    this.#search = null;
    this.#search = this.#spilling(spill, resume);
    return true;
  }
}
