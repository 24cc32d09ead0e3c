/**
 * The model of one host taken through a sequence of commands, on a sparse store, so that the size of the host does
 * not matter. The state before the last step is kept beside the state after it.
 */
import type { Step } from '../invariants/invariant.ts';
import type { Host } from '../model/host.ts';
import { allows, candidates, decide, perform } from '../model/model.ts';
import type { Command } from '../spec/commands.ts';
import type { Design } from '../spec/designs/design.ts';
import { type Answer, errnoNumbers } from '../spec/errno.ts';
import type { Rule } from '../spec/rule.ts';
import type { Layout } from '../spec/schema/layout.ts';
import { type Change, diffWritten } from '../spec/schema/print.ts';
import { SparseStore } from '../spec/schema/sparse.ts';
import { viewOf } from '../spec/schema/view.ts';
import { boot, type HostState, hostLayout } from '../spec/state.ts';
import type { Topology } from '../spec/topology.ts';

/** A command and what became of it. */
export interface Judged {
  readonly command: Command;
  readonly answer: Answer;
  /** The rule that refused it, or null. */
  readonly rule: Rule | null;
}

/** What one command did. */
export interface Told extends Judged {
  /** The cells that differ after it. */
  readonly changes: readonly Change[];
}

export class ModelRun {
  readonly layout: Layout;
  readonly store: SparseStore;
  readonly topology: Topology;
  readonly #host: Host;
  readonly #beforeStore: SparseStore;
  readonly #before: HostState;

  constructor(topology: Topology, design: Design) {
    const layout = hostLayout(topology);
    this.topology = topology;
    this.layout = layout;
    this.store = new SparseStore(layout);
    this.#beforeStore = new SparseStore(layout);
    const state = viewOf(layout, this.store);
    this.#host = { topology, policy: design.policy, state };
    this.#before = viewOf(layout, this.#beforeStore);
    boot(topology, state);
    boot(topology, this.#before);
  }

  get state(): HostState {
    return this.#host.state;
  }

  /** Takes one command, and tells what it did. */
  take(command: Command, answered: Answer | null): Told {
    return { ...this.judge(command, answered), changes: this.changes() };
  }

  /**
   * Takes one command. Where the model leaves the answer open it adopts `answered` if that is allowed, and else the
   * first value that is (so that a wrong answer shows as a difference, not as the end of the run).
   */
  judge(command: Command, answered: Answer | null): Judged {
    this.#catchUp();
    const rule = decide(this.#host, command);
    const answer = rule === null ? this.#perform(command, answered) : -errnoNumbers[rule.errno];
    return { command, answer, rule };
  }

  /** The cells that differ after the last command. */
  changes(): readonly Change[] {
    return diffWritten(this.layout, this.store);
  }

  /** The last step, as invariants look at it. */
  stepOf({ command, answer, changes }: Told): Step {
    const { topology, state } = this.#host;
    return { topology, before: this.#before, command, answer, after: state, changed: changes.length > 0 };
  }

  #perform(command: Command, answered: Answer | null): Answer {
    const adopted = answered !== null && allows(this.#host, command, answered);
    const first = () => candidates(this.topology, command.kind).find((value) => allows(this.#host, command, value));
    return perform(this.#host, command, adopted ? answered : (first() as number));
  }

  /** Brings the state before up to the state after, and starts a new list of written cells. */
  #catchUp(): void {
    const { written } = this.store;
    for (let at = 0; at < written.length; at += 3) {
      const column = written[at] as number;
      const row = written[at + 1] as number;
      this.#beforeStore.write(column, row, this.store.read(column, row));
    }
    written.length = 0;
    this.#beforeStore.written.length = 0;
  }
}
