/** The shape of a transition: for one command, a predicate per rule of refusal, what it may answer, and its plan. */
import type { CommandOf, CommandSpec, RuleIdOf } from '../spec/command.ts';
import type { Topology } from '../spec/topology.ts';
import type { Host, Stationary } from './host.ts';
import type { Plan } from './plan.ts';

/** Whether a rule applies. Reads the state and the command, and writes nothing. */
export type Predicate<Spec extends CommandSpec> = (host: Host, command: CommandOf<Spec>) => boolean;

/** A choice that the sources leave open: any allowed value is a correct answer. */
export interface Choice<Spec extends CommandSpec> {
  readonly among: (topology: Topology) => readonly number[];
  readonly allows: (host: Host, command: CommandOf<Spec>, value: number) => boolean;
}

export interface Transition<Spec extends CommandSpec> {
  /** One predicate per rule id: a rule of the specification that has none here does not compile. */
  readonly refuses: { readonly [Id in RuleIdOf<Spec>]: Predicate<Spec> };
  /** What it answers on success; 0 if not given. */
  readonly choice?: Choice<Spec>;
  /** What is done once nothing refuses, whatever the state; `value` is the answer that was chosen. */
  readonly plan: (host: Stationary, command: CommandOf<Spec>, value: number) => Plan;
}
