/** The search of an instance edge by edge, an implementation beside the model. Everything seen is counted. */
import type { Graph } from '../checker/graph.ts';
import { Search } from '../checker/search.ts';
import type { HostAction, HostProgram } from './host-program.ts';
import { HostSearch, type SearchLimits } from './host-search.ts';
import { HostSystem } from './host-system.ts';
import type { LoadableImplementation } from './implementation.ts';
import type { Move } from './story.ts';

export class EdgewiseSearch extends HostSearch {
  /** Whatever leaves the range of a field throws at once. */
  readonly defect = null;
  readonly symmetries = null;
  readonly #search: Search;
  readonly #program: HostProgram;
  readonly #system: HostSystem;

  /** @param implementation what every edge is compared with, null for nothing. */
  constructor(program: HostProgram, implementation: LoadableImplementation | null, limits: SearchLimits) {
    super(limits);
    this.#program = program;
    this.#system = new HostSystem(program, implementation);
    this.#search = new Search(this.#system, limits);
  }

  protected get search(): Search {
    return this.#search;
  }

  times(mark: number): number {
    return this.#system.tallies[mark] as number;
  }

  get edgesCompared(): number {
    return this.#system.edgesCompared;
  }

  get difference(): readonly Move[] | null {
    return this.moves(this.#system.differenceMark);
  }

  get graph(): Graph | undefined {
    return this.search.graph;
  }

  protected actions(label: number): readonly HostAction[] {
    return [this.#program.hostActions[label] as HostAction];
  }
}
