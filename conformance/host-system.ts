/**
 * The model of an instance as a system that the checker can search: every command is tried in every state, refused
 * ones too, and invariants and witnesses are looked at on the way. With an implementation beside it, every edge is
 * also compared.
 * A label is a command and the value it answered; a mark is an invariant broken, a witness seen, a rule that refused,
 * or a difference between model and implementation.
 */
import type { Expansion } from '../checker/expansion.ts';
import type { System } from '../checker/system.ts';
import type { Invariant, StateInvariant, Step, StepInvariant, Tally } from '../invariants/invariant.ts';
import type { StateWitness, StepWitness, Witness } from '../invariants/reachable.ts';
import type { Host } from '../model/host.ts';
import { allows, candidates, decide, perform } from '../model/model.ts';
import { type Command, rules } from '../spec/commands.ts';
import type { Design } from '../spec/designs/design.ts';
import { type Answer, errnoNumbers } from '../spec/errno.ts';
import type { Rule } from '../spec/rule.ts';
import { DenseStore } from '../spec/schema/dense.ts';
import { viewOf } from '../spec/schema/view.ts';
import { boot, hostLayout } from '../spec/state.ts';
import type { Topology } from '../spec/topology.ts';
import type { LoadableImplementation } from './implementation.ts';
import { Lockstep } from './lockstep.ts';

/** What is searched, and what for. */
export interface Subject {
  readonly topology: Topology;
  readonly design: Design;
  /** Commands tried in every state, in this order. */
  readonly commands: readonly Command[];
  readonly invariants: readonly Invariant[];
  readonly witnesses: readonly Witness[];
  /** What is held against the model on every edge, or null. */
  readonly implementation: LoadableImplementation | null;
}

/** A property that is looked for, with the mark under which it is sighted. */
interface Sought<T> {
  readonly property: T;
  readonly mark: number;
}

type ReusedStep = { -readonly [Name in keyof Step]: Step[Name] };

function sought<P extends { readonly of: string }, T extends P>(all: readonly P[], of: T['of'], first: number) {
  const marked = all.map((property, index) => ({ property: property as T, mark: first + index }));
  return marked.filter(({ property }) => property.of === of);
}

const stateMark = -1;

export class HostSystem implements System {
  readonly width: number;
  readonly commands: readonly Command[];
  /** Antecedents met, by invariant. */
  readonly tallies: readonly Tally[];
  /** First marks: invariants have theirs from 0 on. */
  readonly firstWitnessMark: number;
  readonly firstRuleMark: number;
  readonly differenceMark: number;

  readonly #topology: Topology;
  readonly #host: Host;
  readonly #store: DenseStore;
  readonly #before: DenseStore;
  /** The step in hand, one object for all edges. */
  readonly #step: ReusedStep;
  readonly #lockstep: Lockstep | null;
  readonly #stateInvariants: readonly Sought<StateInvariant>[];
  readonly #stepInvariants: readonly Sought<StepInvariant>[];
  readonly #refusalInvariants: readonly Sought<StepInvariant>[];
  /** Witnesses not yet seen. */
  #stateWitnesses: readonly Sought<StateWitness>[];
  #stepWitnesses: readonly Sought<StepWitness>[];
  /** Rules that have not refused yet. */
  readonly #newRules: Map<Rule, number>;
  /** The values that each command may answer; a label is a command's number times the most of them, plus a place. */
  readonly #values: readonly (readonly number[])[];
  readonly #valuesMax: number;

  constructor({ topology, design, commands, invariants, witnesses, implementation }: Subject) {
    const layout = hostLayout(topology);
    this.#topology = topology;
    this.commands = commands;
    this.#store = new DenseStore(layout);
    this.#before = new DenseStore(layout);
    this.width = this.#store.packing.words;
    const state = viewOf(layout, this.#store);
    this.#host = { topology, policy: design.policy, state };
    this.#step = {
      topology,
      before: viewOf(layout, this.#before),
      command: commands[0] as Command,
      answer: 0,
      after: state,
      changed: false,
    };
    this.#lockstep = implementation === null ? null : new Lockstep(implementation, commands, this.width);
    this.firstWitnessMark = invariants.length;
    this.firstRuleMark = this.firstWitnessMark + witnesses.length;
    this.differenceMark = this.firstRuleMark + rules.length;
    this.tallies = invariants.map(() => ({ antecedent: 0 }));
    this.#stateInvariants = sought<Invariant, StateInvariant>(invariants, 'state', 0);
    this.#stepInvariants = sought<Invariant, StepInvariant>(invariants, 'step', 0);
    this.#refusalInvariants = this.#stepInvariants.filter(({ property }) => property.ofRefusals === true);
    this.#stateWitnesses = sought<Witness, StateWitness>(witnesses, 'state', this.firstWitnessMark);
    this.#stepWitnesses = sought<Witness, StepWitness>(witnesses, 'step', this.firstWitnessMark);
    this.#newRules = new Map(rules.map((rule, index) => [rule, this.firstRuleMark + index]));
    this.#values = commands.map(({ kind }) => candidates(topology, kind));
    this.#valuesMax = Math.max(...this.#values.map(({ length }) => length));
  }

  /** Edges on which the implementation was compared. */
  get edgesCompared(): number {
    return this.#lockstep?.edges ?? 0;
  }

  /** The command that a label stands for, and the value that it chose to answer. */
  labelled(label: number): { readonly command: Command; readonly value: number } {
    const index = Math.floor(label / this.#valuesMax);
    const value = this.#values[index]?.[label % this.#valuesMax] as number;
    return { command: this.commands[index] as Command, value };
  }

  initial(into: Expansion): void {
    boot(this.#topology, this.#host.state);
    const at = into.add(0);
    this.#store.pack(into.words, at);
  }

  expand(words: Int32Array, at: number, into: Expansion): void {
    this.#store.unpack(words, at);
    this.#before.unpack(words, at);
    this.#lookAtState(into);
    this.#lockstep?.load(words, at);
    for (let index = 0; index < this.commands.length; index++) {
      const command = this.commands[index] as Command;
      this.#step.command = command;
      const rule = decide(this.#host, command);
      if (rule === null) this.#grant(index, into);
      else this.#refuse(index, rule, into);
    }
  }

  #lookAtState(into: Expansion): void {
    for (const { property, mark } of this.#stateInvariants) {
      if (property.broken(this.#host, this.tallies[mark] as Tally) !== null) into.mark(mark, stateMark);
    }
    const seen = this.#stateWitnesses.filter(({ property }) => property.seen(this.#host));
    if (seen.length === 0) return;
    for (const { mark } of seen) into.mark(mark, stateMark);
    this.#stateWitnesses = this.#stateWitnesses.filter((witness) => !seen.includes(witness));
  }

  #lookAtStep(invariants: readonly Sought<StepInvariant>[], answer: Answer, label: number, into: Expansion): void {
    this.#step.answer = answer;
    this.#step.changed = this.#store.changed();
    for (const { property, mark } of invariants) {
      if (property.broken(this.#step, this.tallies[mark] as Tally) !== null) into.mark(mark, label);
    }
    for (const witness of this.#stepWitnesses) {
      if (!witness.property.seen(this.#step)) continue;
      into.mark(witness.mark, label);
      this.#stepWitnesses = this.#stepWitnesses.filter((other) => other !== witness);
    }
  }

  #refuse(index: number, rule: Rule, into: Expansion): void {
    const label = index * this.#valuesMax;
    const answer = -errnoNumbers[rule.errno];
    const mark = this.#newRules.get(rule);
    if (mark !== undefined) {
      into.mark(mark, label);
      this.#newRules.delete(rule);
    }
    this.#lookAtStep(this.#refusalInvariants, answer, label, into);
    this.#store.restore();
    if (this.#lockstep === null) return;
    const same = this.#lockstep.execute(index) === answer && this.#lockstep.isUntouched();
    if (!same) {
      into.mark(this.differenceMark, label);
      this.#lockstep.restore();
    }
  }

  /** Every allowed value is a successor; the implementation must be at the one whose value it answered. */
  #grant(index: number, into: Expansion): void {
    const values = this.#values[index] as readonly number[];
    const command = this.commands[index] as Command;
    const answered = this.#lockstep?.execute(index);
    let same = this.#lockstep === null;
    for (let place = 0; place < values.length; place++) {
      const value = values[place] as number;
      if (!allows(this.#host, command, value)) continue;
      const label = index * this.#valuesMax + place;
      const answer = perform(this.#host, command, value);
      this.#lookAtStep(this.#stepInvariants, answer, label, into);
      const at = into.add(label);
      this.#store.pack(into.words, at);
      this.#store.restore();
      if (answered === answer) same ||= this.#lockstep?.isAt(into.words, at) === true;
    }
    if (!same) into.mark(this.differenceMark, index * this.#valuesMax);
    this.#lockstep?.restore();
  }
}
