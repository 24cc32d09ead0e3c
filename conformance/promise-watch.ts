/**
 * A leads-to property beside one run of the model: whether the run, repeating its last steps for ever, breaks it. Whether
 * there is such a run at all is decided on the graph of a search (`leads-to.ts`); here one is only shown.
 */
import { commandsWithin } from '../generators/within.ts';
import type { Fair, LeadsTo, LeadsToCase } from '../invariants/leads-to.ts';
import { decide } from '../model/model.ts';
import type { Command } from '../spec/commands.ts';
import type { Design } from '../spec/designs/design.ts';
import type { Topology } from '../spec/topology.ts';
import type { ModelRun, Told } from './model-run.ts';

/** What is remembered of the run after so many steps. */
interface Look {
  /** The command that led here, if one was granted. */
  readonly taken: Command | null;
  /** Of each case, whether something is promised and not kept. */
  readonly owes: readonly boolean[];
  /** Of each case, which of its fair classes could be taken. */
  readonly enabled: readonly (readonly boolean[])[];
  /** The state as text, equal for equal states. */
  readonly cells: string;
}

/** The state of a run as text, equal for equal states. */
export const cellsOf = ({ layout, store }: ModelRun): string =>
  layout.columns
    .map(({ number }) => [...store.entries(number)].toSorted(([one], [other]) => one - other).join())
    .join(';');

export class PromiseWatch {
  readonly #run: ModelRun;
  readonly #design: Design;
  readonly #cases: readonly LeadsToCase[];
  readonly #commands: readonly Command[];
  readonly #looks: Look[] = [];

  constructor(topology: Topology, design: Design, run: ModelRun, property: LeadsTo) {
    this.#run = run;
    this.#design = design;
    this.#cases = property.cases(topology);
    this.#commands = commandsWithin(topology);
    this.#look(null);
  }

  /** Takes note of a step of the run. */
  after({ command, rule }: Told): void {
    this.#look(rule === null ? command : null);
  }

  /**
   * What is promised and never kept if the steps after the first `stem` are repeated for ever, or the run rests there
   * if there are none; null if that is not a fair run, or breaks nothing.
   */
  broken(stem: number): string | null {
    const round = this.#looks.slice(stem);
    if (round[0]?.cells !== round.at(-1)?.cells) return null;
    const isFair = ({ includes }: Fair, of: number, at: number): boolean =>
      round.slice(1).some(({ taken }) => taken !== null && includes(taken)) ||
      round.some(({ enabled }) => enabled[of]?.[at] === false);
    const broken = this.#cases.find(
      ({ fair }, of) => round.every(({ owes }) => owes[of]) && fair.every((each, at) => isFair(each, of, at)),
    );
    return broken?.about ?? null;
  }

  #look(taken: Command | null): void {
    const { state } = this.#run;
    const before = this.#looks.at(-1);
    const owes = this.#cases.map(({ from, to }, of) => !to(state) && (before?.owes[of] === true || from(state)));
    const enabled = this.#cases.map(({ fair }) => fair.map((each) => this.#isEnabled(each)));
    this.#looks.push({ taken, owes, enabled, cells: cellsOf(this.#run) });
  }

  #isEnabled({ includes }: Fair): boolean {
    const host = { topology: this.#run.topology, policy: this.#design.policy, state: this.#run.state };
    return this.#commands.some((command) => includes(command) && decide(host, command) === null);
  }
}
