/**
 * Invariants and witnesses held against states and steps that are written down by hand, bad ones among them: cells as
 * in JSON, laid over the state after boot; commands as in JSON; answers as they are printed.
 */
import {
  firstBroken,
  type Situation,
  type StateInvariant,
  type Step,
  type StepInvariant,
} from '../../invariants/invariant.ts';
import { type CommandJson, commandFromJson, parseAnswer } from '../../spec/commands.ts';
import { DenseStore } from '../../spec/schema/dense.ts';
import { type StateJson, stateFromJson } from '../../spec/schema/json.ts';
import { viewOf } from '../../spec/schema/view.ts';
import { boot, hostLayout } from '../../spec/state.ts';
import { Topology, type TopologyData } from '../../spec/topology.ts';
import { twoGuests } from '../spec/topologies.ts';

/** What an invariant says: what is wrong, if anything, and how often there was something to check. */
export interface Verdict {
  readonly broken: string | null;
  readonly antecedent: number;
}

/** A step as it is written down. What is not given is the state after boot, a success with 0, no change. */
export interface WrittenStep {
  readonly before?: readonly StateJson[];
  readonly command: CommandJson;
  readonly answer?: string;
  /** Laid over the state before. */
  readonly after?: readonly StateJson[];
  /** The state after, if it is written down by itself: what is not named in it is gone. */
  readonly afterwards?: readonly StateJson[];
}

const storeOf = (topology: Topology, states: readonly StateJson[]): DenseStore => {
  const layout = hostLayout(topology);
  const store = new DenseStore(layout);
  boot(topology, viewOf(layout, store));
  for (const state of states) stateFromJson(layout, state, store);
  return store;
};

export function situationOf(states: readonly StateJson[], data: TopologyData = twoGuests): Situation {
  const topology = new Topology(data);
  return { topology, state: viewOf(hostLayout(topology), storeOf(topology, states)) };
}

export function stepOf(written: WrittenStep, data: TopologyData = twoGuests): Step {
  const { before = [], command: json, answer = '0', after = [], afterwards } = written;
  const topology = new Topology(data);
  const [from, to] = [storeOf(topology, before), storeOf(topology, afterwards ?? [...before, ...after])];
  const command = commandFromJson(json);
  return {
    topology,
    before: viewOf(hostLayout(topology), from),
    command,
    answer: parseAnswer(command, answer) as number,
    after: viewOf(hostLayout(topology), to),
    changed: from.cells.join() !== to.cells.join(),
  };
}

/** What an invariant says of a state. */
export function judgeState(invariant: StateInvariant, states: readonly StateJson[], data?: TopologyData): Verdict {
  const tally = { antecedent: 0 };
  const situation = situationOf(states, data);
  return { broken: firstBroken(invariant.cases(situation.topology), situation, tally), ...tally };
}

/** What an invariant says of a step. */
export function judgeStep(invariant: StepInvariant, written: WrittenStep, data?: TopologyData): Verdict {
  const tally = { antecedent: 0 };
  const step = stepOf(written, data);
  return { broken: firstBroken(invariant.cases(step.topology, step.command), step, tally), ...tally };
}
