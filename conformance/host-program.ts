/**
 * The model of an instance, with what is looked for in it, as a program that can be compiled or learnt. An action is a
 * command with the value it is to answer, so that every allowed answer is a successor of its own.
 * A mark is an invariant broken or put to the test, a witness seen, or a rule that refused.
 */
import { type Case, type Outcome, type Program, type Sight, sight } from '../compile/program.ts';
import type { Invariant, StateCase, Step, StepCase } from '../invariants/invariant.ts';
import type { Witness, WitnessCase } from '../invariants/reachable.ts';
import type { Host } from '../model/host.ts';
import { allows, candidates, decide, effectsInOrder, perform } from '../model/model.ts';
import { type Command, printAnswer, printCommand, rules } from '../spec/commands.ts';
import type { Design, Policy } from '../spec/designs/design.ts';
import { type Answer, errnoNumbers } from '../spec/errno.ts';
import type { Rule } from '../spec/rule.ts';
import type { Layout } from '../spec/schema/layout.ts';
import type { Store } from '../spec/schema/store.ts';
import { viewOf } from '../spec/schema/view.ts';
import { boot, type HostSchema, hostLayout } from '../spec/state.ts';
import type { Topology } from '../spec/topology.ts';

/** What is searched, and what for. */
export interface Subject {
  readonly topology: Topology;
  readonly design: Design;
  /** Commands tried in every state, in this order. */
  readonly commands: readonly Command[];
  readonly invariants: readonly Invariant[];
  readonly witnesses: readonly Witness[];
  /** Whether nobody asks which rules refused and which invariants were put to the test: what is broken is seen alone. */
  readonly brokenOnly?: boolean;
}

/** A command with the value that it is to answer if it is granted and may. */
export interface HostAction {
  readonly command: Command;
  readonly value: number;
  /** Whether it stands for the command's refusals too, which have no value: true of the first value alone. */
  readonly refuses: boolean;
}

/** Where the marks of each kind begin; invariants broken come first. */
export interface HostMarks {
  readonly met: number;
  readonly witness: number;
  readonly rule: number;
}

export interface HostProgram extends Program {
  readonly topology: Topology;
  readonly hostActions: readonly HostAction[];
  readonly markOf: HostMarks;
}

type ReusedStep = { -readonly [Name in keyof Step]: Step[Name] };

/** An outcome that is neither a grant nor a refusal: this value is not among those allowed. */
const notAllowed: Outcome = { granted: false, note: -1 };
const refusals = new Map<Rule, Outcome>(rules.map((rule, note) => [rule, { granted: false, note }]));

/** The answer that an outcome gives. */
export const answerOf = ({ granted, note }: Outcome): Answer =>
  granted ? note : -errnoNumbers[(rules[note] as Rule).errno];

/** Where the state of a host stands, and where its policy is to be had. */
export interface Setting {
  readonly layout: Layout & { readonly schema: HostSchema };
  readonly policyIn: (store: Store) => Policy;
}

export const hostProgram = (subject: Subject): HostProgram =>
  programIn({ layout: hostLayout(subject.topology), policyIn: () => subject.design.policy }, subject);

/** The program of a host whose layout has the tables of its state first. */
export function programIn(
  { layout, policyIn }: Setting,
  { topology, commands, invariants, witnesses, brokenOnly }: Omit<Subject, 'design'>,
): HostProgram {
  const hostActions = commands.flatMap((command) =>
    candidates(topology, command.kind).map((value, place) => ({ command, value, refuses: place === 0 })),
  );
  const markOf = {
    met: invariants.length,
    witness: 2 * invariants.length,
    rule: 2 * invariants.length + witnesses.length,
  };
  return {
    layout,
    topology,
    hostActions,
    markOf,
    actions: hostActions.map(({ command, value }) => `${printCommand(command)} = ${printAnswer(command, value)}`),
    marks: [
      ...invariants.map(({ id }) => id),
      ...invariants.map(({ id }) => `${id} is put to the test`),
      ...witnesses.map(({ id }) => id),
      ...rules.map(({ id }) => id),
    ],
    refusalMark: (note) => (note < 0 || brokenOnly === true ? null : markOf.rule + note),
    on: (store, beforeStore, changed) => {
      const state = viewOf(layout, store);
      const before = viewOf(layout, beforeStore);
      const host: Host = { topology, policy: policyIn(store), state };
      const [command] = commands as readonly [Command];
      const step: ReusedStep = {
        topology,
        before,
        command,
        answer: 0,
        after: state,
        // Asked only where an invariant wants to know, since on many states at once it is a test.
        get changed() {
          return changed();
        },
      };

      const sightOf = (broken: (tally: { antecedent: number }) => string | null): Sight => {
        const tally = { antecedent: 0 };
        if (broken(tally) !== null) return sight.broken;
        return tally.antecedent > 0 ? sight.met : sight.nothing;
      };
      const invariantCase = (look: () => Sight, index: number): Case => ({
        look,
        met: brokenOnly === true ? null : markOf.met + index,
        broken: index,
      });
      const witnessCase = (look: () => boolean, index: number): Case => ({
        look: () => (look() ? sight.met : sight.nothing),
        met: markOf.witness + index,
        broken: null,
      });
      const ofState = (broken: StateCase, index: number) =>
        invariantCase(() => sightOf((tally) => broken(host, tally)), index);
      const ofStep = (broken: StepCase, index: number) =>
        invariantCase(() => sightOf((tally) => broken(step, tally)), index);
      const seenInState = (seen: WitnessCase<Host>, index: number) => witnessCase(() => seen(host), index);
      const seenInStep = (seen: WitnessCase<Step>, index: number) => witnessCase(() => seen(step), index);

      /** The cases of each command, for its grants and for its refusals; made when first asked for. */
      const ofGrants = new Map<Command, readonly Case[]>();
      const ofRefusals = new Map<Command, readonly Case[]>();
      const casesOf = (of: Command, granted: boolean): readonly Case[] => {
        const known = granted ? ofGrants : ofRefusals;
        const cases = known.get(of) ?? [
          ...invariants.flatMap((invariant, index) =>
            invariant.of === 'step' && (granted || invariant.ofRefusals === true)
              ? invariant.cases(topology, of).map((each) => ofStep(each, index))
              : [],
          ),
          ...witnesses.flatMap((witness, index) =>
            witness.of === 'step' ? witness.cases(topology, of).map((each) => seenInStep(each, index)) : [],
          ),
        ];
        known.set(of, cases);
        return cases;
      };

      /** The outcome if no effect fails. */
      const decided = (action: number): Outcome => {
        const { command, value, refuses } = hostActions[action] as HostAction;
        const rule = decide(host, command);
        if (rule !== null) return refuses ? (refusals.get(rule) as Outcome) : notAllowed;
        return allows(host, command, value) ? { granted: true, note: value } : notAllowed;
      };

      return {
        boot: () => boot(topology, state),
        act: (action) => {
          const { command, value } = hostActions[action] as HostAction;
          const outcome = decided(action);
          return outcome.granted ? { granted: true, note: perform(host, command, value) } : outcome;
        },
        inParts: {
          decide: decided,
          effects: (action) => {
            const { command, value } = hostActions[action] as HostAction;
            return effectsInOrder(host, command, value).map((effect) => () => effect(host) === null);
          },
        },
        stateCases: [
          ...invariants.flatMap((invariant, index) =>
            invariant.of === 'state' ? invariant.cases(topology).map((each) => ofState(each, index)) : [],
          ),
          ...witnesses.flatMap((witness, index) =>
            witness.of === 'state' ? witness.cases(topology).map((each) => seenInState(each, index)) : [],
          ),
        ],
        stepCases: (action, outcome) => {
          if (outcome === notAllowed) return [];
          const { command } = hostActions[action] as HostAction;
          step.command = command;
          step.answer = answerOf(outcome);
          return casesOf(command, outcome.granted);
        },
      };
    },
  };
}
