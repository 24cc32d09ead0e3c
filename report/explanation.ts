/** All that is known of one thing, as plain data: a rule, a command, an invariant, a design, a host or a witness. */

import { deepInstances } from '../generators/deep-instances.ts';
import type { Counts } from '../generators/instance.ts';
import { hosts, instances } from '../generators/instances.ts';
import type { Follows } from '../invariants/invariant.ts';
import { properties } from '../invariants/properties.ts';
import { witnesses } from '../invariants/reachable.ts';
import type { CommandSpec } from '../spec/command.ts';
import { commandKinds, commandSpecs } from '../spec/commands.ts';
import { decided, type Switch } from '../spec/designs/design.ts';
import { designs } from '../spec/designs/designs.ts';
import { faults } from '../spec/designs/faults.ts';
import type { Errno } from '../spec/errno.ts';
import type { Source } from '../spec/source.ts';
import { Topology, type TopologyData } from '../spec/topology.ts';

export interface RuleExplained {
  readonly kind: 'rule';
  readonly id: string;
  readonly errno: Errno;
  readonly because: string;
  readonly command: string;
  /** Its place among the rules of the command, from 1: the first that applies decides the errno. */
  readonly place: number;
  readonly sources: readonly Source[];
}
export interface CommandExplained {
  readonly kind: 'command';
  readonly id: string;
  readonly summary: string;
  readonly arguments: readonly { readonly name: string; readonly about: string }[];
  /** What it answers on success: `0`, or the sort of id that it chose. */
  readonly answers: CommandSpec['answers'];
  /** In order of precedence. */
  readonly refusals: readonly { readonly errno: Errno; readonly rule: string; readonly because: string }[];
  readonly sources: readonly Source[];
}
export interface InvariantExplained {
  readonly kind: 'invariant';
  readonly id: string;
  /** `run`: it is a leads-to property. */
  readonly of: 'state' | 'step' | 'run';
  readonly property: string;
  readonly sentence: string;
  /** Designs that it must catch. */
  readonly catches: readonly string[];
  /** Others from which it follows, and why; null for one that stands alone. */
  readonly follows: Follows | null;
  readonly sources: readonly Source[];
}
export interface DesignExplained {
  readonly kind: 'design' | 'fault';
  readonly id: string;
  readonly about: string;
  /** Where it is not as decided. */
  readonly turned: readonly { readonly switch: string; readonly decided: string; readonly value: string }[];
  /** Invariants that must catch it. */
  readonly caughtBy: readonly string[];
  readonly sources: readonly Source[];
}
export interface HostExplained {
  readonly kind: 'instance';
  readonly id: string;
  readonly purpose: string;
  readonly topology: TopologyData;
  /** What an exhaustive search must count; null for a host that is too large. */
  readonly counts: Counts | null;
  /** Witnesses that must be found on it. */
  readonly witnesses: readonly string[];
}
export interface WitnessExplained {
  readonly kind: 'witness';
  readonly id: string;
  readonly of: 'state' | 'step';
  readonly sentence: string;
  /** Instances on which it must be found. */
  readonly instances: readonly string[];
}
export type Explanation =
  | RuleExplained
  | CommandExplained
  | InvariantExplained
  | DesignExplained
  | HostExplained
  | WitnessExplained;

const specs: readonly CommandSpec[] = commandKinds.map((kind) => commandSpecs[kind]);

const ofRules = (): RuleExplained[] =>
  specs.flatMap(({ kind, rules }) =>
    rules.map((rule, index) => ({ kind: 'rule', ...rule, command: kind, place: index + 1 })),
  );

const ofCommands = (): CommandExplained[] =>
  specs.map(({ kind, summary, args, answers, rules, sources }) => ({
    kind: 'command',
    id: kind,
    summary,
    arguments: Object.entries(args).map(([name, { about }]) => ({ name, about })),
    answers,
    refusals: rules.map(({ id, errno, because }) => ({ errno, rule: id, because })),
    sources,
  }));

const ofInvariants = (): InvariantExplained[] =>
  properties.map(({ id, of, property, sentence, catches, follows = null, sources }) => ({
    kind: 'invariant',
    id,
    of,
    property,
    sentence,
    catches,
    follows,
    sources,
  }));

const ofDesigns = (): DesignExplained[] =>
  designs.map(({ name, about, policy, sources }) => ({
    kind: faults.some((fault) => fault.name === name) ? 'fault' : 'design',
    id: name,
    about,
    turned: (Object.keys(policy) as Switch[])
      .filter((key) => policy[key] !== decided[key])
      .map((key) => ({ switch: key, decided: decided[key], value: policy[key] })),
    caughtBy: properties.filter(({ catches }) => catches.includes(name)).map(({ id }) => id),
    sources,
  }));

const ofHosts = (): HostExplained[] =>
  hosts.map(({ name, purpose, topology }) => ({
    kind: 'instance',
    id: name,
    purpose,
    topology,
    counts: [...instances, ...deepInstances].find((instance) => instance.name === name)?.counts ?? null,
    witnesses: witnesses.filter(({ within }) => within(new Topology(topology))).map(({ id }) => id),
  }));

const ofWitnesses = (): WitnessExplained[] =>
  witnesses.map(({ id, of, sentence, within }) => ({
    kind: 'witness',
    id,
    of,
    sentence,
    instances: instances.filter(({ topology }) => within(new Topology(topology))).map(({ name }) => name),
  }));

/** Everything that can be explained. No two have the same id. */
export const explanations = (): readonly Explanation[] => [
  ...ofRules(),
  ...ofCommands(),
  ...ofInvariants(),
  ...ofDesigns(),
  ...ofHosts(),
  ...ofWitnesses(),
];
