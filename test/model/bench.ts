/**
 * A bench for the model: a host whose state is laid down by hand, and to which a test puts commands as they are
 * written in JSON. What a command changed is told as text, one cell a line.
 *
 * The default host has vm1 with identity mapping (c1 with d1 and d2 in two domains, c2 with d3) and vm2 with a PASID
 * space of its own (c3 with d4, c4 with d5; c5 with d6, not nesting; c6 without device, not nesting).
 */
import { EngineInstance } from '../../engine/instance.ts';
import type { Host } from '../../model/host.ts';
import { allows, candidates, decide, perform } from '../../model/model.ts';
import { type Command, type CommandJson, commandFromJson, printAnswer } from '../../spec/commands.ts';
import type { Design } from '../../spec/designs/design.ts';
import { golden } from '../../spec/designs/golden.ts';
import { errnoNumbers } from '../../spec/errno.ts';
import { DenseStore } from '../../spec/schema/dense.ts';
import { type StateJson, stateFromJson } from '../../spec/schema/json.ts';
import { diffCells } from '../../spec/schema/print.ts';
import { viewOf } from '../../spec/schema/view.ts';
import { boot, hostLayout } from '../../spec/state.ts';
import { Topology, type TopologyData } from '../../spec/topology.ts';

export const twoMappings: TopologyData = {
  vms: [{ pasidSpace: 'identity' }, { pasidSpace: 'guest-owned' }],
  containers: [
    { vm: 1, nesting: true, domains: [[[1]], [[2]]] },
    { vm: 1, nesting: true, domains: [[[3]]] },
    { vm: 2, nesting: true, domains: [[[4]]] },
    { vm: 2, nesting: true, domains: [[[5]]] },
    { vm: 2, nesting: false, domains: [[[6]]] },
    { vm: 2, nesting: false, domains: [] },
  ],
  fds: [
    { device: 1, holders: [1, 2] },
    { device: 4, holders: [2] },
  ],
  hpasids: 3,
  gpasids: 2,
  pgds: 2,
  grpids: 2,
  sets: 2,
  capacity: 5,
  hostQuota: 1,
  users: 2,
  pool: true,
};

/** Both VMs have a set, and nothing is allocated yet. */
export const withSets: StateJson = {
  ioasidSet: { s1: { type: 'MM', token: 'vm1', quota: 2 }, s2: { type: 'MM', token: 'vm2', quota: 2 } },
};

export interface BenchOptions {
  readonly topology?: TopologyData;
  readonly design?: Design;
}

export class Bench {
  readonly host: Host;
  readonly #layout: ReturnType<typeof hostLayout>;
  readonly #store: DenseStore;

  /** A host after boot, with these cells laid over it one after the other. */
  constructor(states: readonly StateJson[] = [], { topology: data = twoMappings, design = golden }: BenchOptions = {}) {
    const topology = new Topology(data);
    this.#layout = hostLayout(topology);
    this.#store = new DenseStore(this.#layout);
    this.host = { topology, policy: design.policy, state: viewOf(this.#layout, this.#store) };
    boot(topology, this.host.state);
    for (const state of states) stateFromJson(this.#layout, state, this.#store);
    this.#store.keep();
  }

  /** The id of the rule that refuses the command, or null. */
  refusal(json: CommandJson): string | null {
    return decide(this.host, commandFromJson(json))?.id ?? null;
  }

  /** What the engine answers to the command when it is put into this state. */
  engineAnswer(json: CommandJson): string {
    const command = commandFromJson(json);
    const engine = new EngineInstance(this.host.topology);
    const words = new Int32Array(this.#store.packing.words);
    this.#store.pack(words, 0);
    engine.load(words, 0);
    return printAnswer(command, engine.execute(command));
  }

  /** The values that the command may answer here, as they are printed. */
  allowed(json: CommandJson): string[] {
    const command = commandFromJson(json);
    const values = candidates(this.host.topology, command.kind).filter((value) => allows(this.host, command, value));
    return values.map((value) => printAnswer(command, value));
  }

  /** Issues a command; of several allowed values it answers the first. Gives the answer, and what came to differ. */
  issue(json: CommandJson): readonly [answer: string, ...changes: string[]] {
    const command = commandFromJson(json);
    const before = this.#store.cells.slice();
    const answer = printAnswer(command, this.#answer(command));
    const changes = diffCells(this.#layout, before, this.#store.cells);
    return [answer, ...changes.map(({ cell, from, to }) => `${cell}: ${from} → ${to}`)];
  }

  #answer(command: Command): number {
    const rule = decide(this.host, command);
    if (rule !== null) return -errnoNumbers[rule.errno];
    const values = candidates(this.host.topology, command.kind);
    return perform(this.host, command, values.find((value) => allows(this.host, command, value)) as number);
  }
}
