/**
 * What symmetry does to a search: of states that differ in nothing but the names of objects it sees one. Whoever asks
 * for something that depends on these names is refused, and stories are told with the names that objects really have.
 */
import { IN_STATE } from '../checker/expansion.ts';
import { CompiledSystem } from '../compile/compiled-system.ts';
import { defectMark } from '../compile/program.ts';
import { ConcretePaths } from '../compile/symmetry/concrete-paths.ts';
import { SymmetricSystem } from '../compile/symmetry/symmetric-system.ts';
import { type Symmetries, symmetriesOf } from '../compile/symmetry/symmetries.ts';
import type { TracedProgram } from '../compile/traced.ts';
import type { HostProgram } from './host-program.ts';
import { vmExchanges } from './vm-exchanges.ts';

/** An invariant that tells apart what is exchanged: a reduced search might miss where it is broken. */
export class NotSymmetric extends Error {
  constructor(invariant: string, why: string) {
    super(`${invariant} is not symmetric in ${why}; leave it out, or search without symmetry`);
    this.name = 'NotSymmetric';
  }
}

export class Reduction {
  readonly symmetries: Symmetries;
  readonly system: SymmetricSystem;
  readonly #asymmetric: ReadonlySet<number>;
  #paths: ConcretePaths | undefined;

  /** @throws NotSymmetric where one of the invariants of the program is not, or a defect in it. */
  constructor(program: HostProgram, traced: TracedProgram) {
    this.symmetries = symmetriesOf(traced, [vmExchanges(program.topology, program.layout)]);
    const { asymmetricMarks } = this.symmetries;
    for (const { mark, why } of asymmetricMarks.toSorted((one, other) => one.mark - other.mark)) {
      if (mark < program.markOf.witness) throw new NotSymmetric(program.marks[mark] as string, why);
      if (mark === defectMark(program)) throw new NotSymmetric('where the specification leaves a range', why);
    }
    this.#asymmetric = new Set(asymmetricMarks.map(({ mark }) => mark));
    this.system = new SymmetricSystem(traced, new CompiledSystem(traced), this.symmetries);
  }

  /** Whether a mark that the search does not see is not seen in any state that it leaves out. */
  decides(mark: number): boolean {
    return !this.#asymmetric.has(mark);
  }

  /** The labels of a story up to a mark, given those of the way through representatives to the state where it is seen. */
  labels(way: readonly number[], mark: number): readonly number[] {
    this.#paths ??= new ConcretePaths(this.system);
    const { labels, state } = this.#paths.path(way);
    const label = this.#paths.labelOf(mark, state);
    return label === IN_STATE ? labels : [...labels, label];
  }
}
