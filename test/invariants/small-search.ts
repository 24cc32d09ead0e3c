/** Searches of small hosts, stopped as soon as enough was seen: for invariants that must break, or witnesses to be found. */
import { Search } from '../../checker/search.ts';
import { HostSystem, type Subject } from '../../conformance/host-system.ts';
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
  readonly system: HostSystem;
  readonly #search: Search;
  readonly #topology: Topology;
  readonly #design: Design;

  /** Of the golden design in the small topology with all commands; what is given takes their place. */
  constructor(subject: Partial<Subject>) {
    const { topology = new Topology(twoSmallGuests), design = golden } = subject;
    this.#topology = topology;
    this.#design = design;
    const commands = commandsWithin(topology);
    const rest = { invariants: [], witnesses: [], implementation: null };
    this.system = new HostSystem({ topology, design, commands, ...rest, ...subject });
    this.#search = new Search(this.system);
  }

  /** Searches until all these marks are seen, or nothing is left. */
  until(marks: readonly number[]): this {
    while (marks.some((mark) => this.#search.sighting(mark) === undefined) && this.#search.advance(portion));
    return this;
  }

  /** The shortest way to where a mark was seen, one command a line; null if it was not. */
  story(mark: number): string[] | null {
    const sighting = this.#search.sighting(mark);
    if (sighting === undefined) return null;
    const labels = [...this.#search.path(sighting.state), ...(sighting.label < 0 ? [] : [sighting.label])];
    const run = new ModelRun(this.#topology, this.#design);
    return labels.map((label) => {
      const { command, value } = this.system.labelled(label);
      return `${printCommand(command)} = ${printAnswer(command, run.take(command, value).answer)}`;
    });
  }
}
