/**
 * The model of an instance in every design at once: the policy stands in the state, a cell for each switch, so that what
 * is learnt of one design (`compile/learnt.ts`) is known of every other that goes the same way. What is seen is what is
 * broken, and nothing else.
 */
import { commandsWithin } from '../generators/within.ts';
import type { Invariant } from '../invariants/invariant.ts';
import { type Policy, type Switch, switches } from '../spec/designs/design.ts';
import { type Column, layoutOf } from '../spec/schema/layout.ts';
import { viewOf } from '../spec/schema/view.ts';
import { type Enumeration, enumeration, table } from '../spec/schema.ts';
import { hostSchema } from '../spec/state.ts';
import type { Topology } from '../spec/topology.ts';
import { type HostProgram, programIn } from './host-program.ts';

type PolicyFields = { readonly [Name in Switch]: Enumeration<(typeof switches)[Name][number]> };

const names = Object.keys(switches) as Switch[];
const fields = Object.fromEntries(names.map((name) => [name, enumeration(...switches[name])])) as PolicyFields;
const schema = { ...hostSchema, policy: table([], fields) };

export interface FaultProgram extends HostProgram {
  /** The cell of the first switch; those of the others follow, in their order, and nothing follows them. */
  readonly firstPolicyCell: number;
  /** What the cells of a policy hold: of the golden one 0. */
  readonly codesOf: (policy: Policy) => readonly number[];
}

export function faultProgram(topology: Topology, invariants: readonly Invariant[]): FaultProgram {
  const layout = { ...layoutOf(schema, topology.bounds), schema };
  const { offset } = layout.columns.find((column) => column.table === 'policy') as Column;
  const subject = { topology, commands: commandsWithin(topology), invariants, witnesses: [], brokenOnly: true };
  return {
    ...programIn({ layout, policyIn: (store) => viewOf(layout, store).policy.at() }, subject),
    firstPolicyCell: offset,
    codesOf: (policy) => names.map((name) => (switches[name] as readonly string[]).indexOf(policy[name])),
  };
}
