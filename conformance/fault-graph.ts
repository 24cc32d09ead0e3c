/**
 * The states of an instance, and where each design leads from them. Everything is found out once for all designs: a state,
 * what is broken in it, what the golden policy does there. Of another policy only those actions are taken that have read
 * a switch it turns; the others go the way they go under the golden one.
 * Not here: in which order states are visited (fault-search.ts).
 */
import { StateTable } from '../checker/state-table.ts';
import { type Learnt, LearntProgram } from '../compile/learnt.ts';
import type { Invariant } from '../invariants/invariant.ts';
import type { Design } from '../spec/designs/design.ts';
import { DenseStore } from '../spec/schema/dense.ts';
import type { Topology } from '../spec/topology.ts';
import { type FaultProgram, faultProgram } from './fault-program.ts';
import type { HostAction } from './host-program.ts';
import { emptySet, NumberSets } from './number-sets.ts';
import type { Move } from './story.ts';

/** A way through an action. */
interface Way {
  readonly learnt: Learnt;
  /** The invariants that the step breaks. */
  readonly broken: number;
  /** The switches by which this way is told from others. */
  readonly switches: number;
}

/** What each action does in a state under the golden policy. */
interface GoldenSteps {
  readonly ways: readonly Way[];
  /** The states after. */
  readonly targets: Int32Array;
}

export class FaultGraph {
  readonly topology: Topology;
  readonly invariants: readonly Invariant[];
  /** Sets of invariants, by their places. */
  readonly sets = new NumberSets();
  /** The state after boot. */
  readonly boot: number;
  /** What the last call of `expand` has found: of each edge the action, the invariants that the step breaks, and the state after. */
  readonly edges: number[] = [];
  readonly #program: FaultProgram;
  readonly #model: LearntProgram;
  readonly #states: StateTable;
  /** The state after, while it is looked up. */
  readonly #after: Int32Array;
  readonly #ways = new Map<Learnt, Way>();
  readonly #golden: GoldenSteps[] = [];
  readonly #broken: number[] = [];
  readonly #switchSets = new NumberSets();
  /** The policy in force: a code for each switch, and whether it turns one of a set of switches. */
  #codes: readonly number[] = [];
  #turns: boolean[] = [];

  constructor(topology: Topology, invariants: readonly Invariant[]) {
    this.topology = topology;
    this.invariants = invariants;
    this.#program = faultProgram(topology, invariants);
    this.#model = new LearntProgram(this.#program);
    this.#states = new StateTable(this.#model.width);
    this.#after = new Int32Array(this.#model.width);
    const store = new DenseStore(this.#program.layout);
    this.#program.on(store, store, () => false).boot();
    store.pack(this.#after, 0);
    this.boot = this.#states.add(this.#after, 0);
  }

  /** From now on it is this design that leads from state to state. */
  play({ policy }: Design): void {
    this.#codes = this.#program.codesOf(policy);
    this.#turns = [];
  }

  move(action: number): Move {
    const { command, value } = this.#program.hostActions[action] as HostAction;
    return { command, answer: value };
  }

  /** The invariants that are broken in a state. */
  brokenIn(state: number): number {
    const known = this.#broken[state];
    if (known !== undefined) return known;
    const marks: number[] = [];
    this.#unpack(state);
    this.#model.look((mark) => marks.push(mark));
    const broken = this.sets.of(marks);
    this.#broken[state] = broken;
    return broken;
  }

  /** Finds the edges that lead to another state, or break something. */
  expand(state: number): void {
    const { ways, targets } = this.#goldenSteps(state);
    const { edges } = this;
    edges.length = 0;
    let unpacked = false;
    for (let action = 0; action < ways.length; action++) {
      let way = ways[action] as Way;
      let target = targets[action] as number;
      if (this.#isTurned(way.switches)) {
        if (!unpacked) this.#unpackInDesign(state);
        unpacked = true;
        way = this.#way(this.#model.take(action));
        target = this.#target(way, state);
      }
      if (target !== state || way.broken !== emptySet) edges.push(action, way.broken, target);
    }
  }

  #goldenSteps(state: number): GoldenSteps {
    const known = this.#golden[state];
    if (known !== undefined) return known;
    this.#unpack(state);
    const ways = this.#program.hostActions.map((_, action) => this.#way(this.#model.take(action)));
    const steps = { ways, targets: Int32Array.from(ways, (way) => this.#target(way, state)) };
    this.#golden[state] = steps;
    return steps;
  }

  #isTurned(switches: number): boolean {
    const known = this.#turns[switches];
    if (known !== undefined) return known;
    const turned = this.#switchSets.members(switches).some((place) => this.#codes[place] !== 0);
    this.#turns[switches] = turned;
    return turned;
  }

  #way(learnt: Learnt): Way {
    const known = this.#ways.get(learnt);
    if (known !== undefined) return known;
    const { firstPolicyCell } = this.#program;
    const switches = learnt.asked.filter((cell) => cell >= firstPolicyCell).map((cell) => cell - firstPolicyCell);
    const way = { learnt, broken: this.sets.of(learnt.marks), switches: this.#switchSets.of(switches) };
    this.#ways.set(learnt, way);
    return way;
  }

  #target({ learnt }: Way, state: number): number {
    if (!learnt.outcome.granted) return state;
    this.#model.after(learnt, this.#states.words, state * this.#states.width, this.#after, 0);
    const number = this.#states.add(this.#after, 0);
    return number < 0 ? ~number : number;
  }

  /** In the words of a state the policy is the golden one. */
  #unpack(state: number): void {
    this.#model.store.unpack(this.#states.words, state * this.#states.width);
  }

  #unpackInDesign(state: number): void {
    this.#unpack(state);
    this.#model.store.cells.set(this.#codes, this.#program.firstPolicyCell);
  }
}
