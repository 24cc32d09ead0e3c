/** Searches of small hosts, stopped as soon as enough was seen: for invariants that must break, or witnesses to be found. */
import { EdgewiseSearch } from '../../conformance/edgewise-search.ts';
import { type HostProgram, hostProgram, type Subject } from '../../conformance/host-program.ts';
import { ModelRun } from '../../conformance/model-run.ts';
import { commandsWithin } from '../../generators/within.ts';
import { printAnswer, printCommand } from '../../spec/commands.ts';
import type { Design } from '../../spec/designs/design.ts';
import { golden } from '../../spec/designs/golden.ts';
import { Topology, type TopologyData } from '../../spec/topology.ts';
import { twoGuests } from '../spec/topologies.ts';

/** Two VMs with PASID spaces of their own: the fewest objects with which every fault shows. */
export const twoSmallGuests: TopologyData = { ...twoGuests, pgds: 1, grpids: 1 };

/** States expanded between two looks at what was seen. */
const portion = 20;

export class SmallSearch {
  readonly program: HostProgram;
  readonly #search: EdgewiseSearch;
  readonly #topology: Topology;
  readonly #design: Design;

  /** Of the golden design in the small topology with all commands; what is given takes their place. */
  constructor(subject: Partial<Subject>) {
    const { topology = new Topology(twoSmallGuests), design = golden } = subject;
    this.#topology = topology;
    this.#design = design;
    const commands = commandsWithin(topology);
    this.program = hostProgram({ topology, design, commands, invariants: [], witnesses: [], ...subject });
    this.#search = new EdgewiseSearch(this.program, null, {});
  }

  /** Searches until all these marks are seen, or nothing is left. */
  until(marks: readonly number[]): this {
    while (marks.some((mark) => !this.#search.saw(mark)) && this.#search.advance(portion));
    return this;
  }

  /** How often a mark was seen. */
  times(mark: number): number {
    return this.#search.times(mark);
  }

  /** The shortest way to where a mark was seen, one command a line; null if it was not. */
  story(mark: number): string[] | null {
    const moves = this.#search.moves(mark);
    if (moves === null) return null;
    const run = new ModelRun(this.#topology, this.#design);
    return moves.map(
      ({ command, answer }) => `${printCommand(command)} = ${printAnswer(command, run.take(command, answer).answer)}`,
    );
  }
}
