/**
 * The reference model: decide, then perform. `decide` walks the rules of a command in their order and writes nothing;
 * `perform` runs the plan of a command that nothing refuses. The engine does the same, fast.
 */
import { type Command, type CommandKind, commandKinds, commandSpecs, type SpecOf } from '../spec/commands.ts';
import { type Answer, errnoNumbers } from '../spec/errno.ts';
import type { Rule } from '../spec/rule.ts';
import type { Topology } from '../spec/topology.ts';
import type { Host, Stationary } from './host.ts';
import { ioasidAlloc } from './ioasid/alloc.ts';
import { ioasidFree } from './ioasid/free.ts';
import { ioasidReclaim } from './ioasid/reclaim.ts';
import { ioasidSetAlloc } from './ioasid/set-alloc.ts';
import { injectBindFailure } from './iommu/inject-bind-failure.ts';
import { pageRequest } from './page-request/page-request.ts';
import { pageResponse } from './page-request/page-response.ts';
import { type Plan, runPlan } from './plan.ts';
import type { Transition } from './transition.ts';
import { vfioBindGpasid } from './vfio/bind-gpasid.ts';
import { vfioUnbindGpasid } from './vfio/unbind-gpasid.ts';

const transitions: { readonly [Kind in CommandKind]: Transition<SpecOf<Kind>> } = {
  ioasid_set_alloc: ioasidSetAlloc,
  ioasid_alloc: ioasidAlloc,
  vfio_bind_gpasid: vfioBindGpasid,
  vfio_unbind_gpasid: vfioUnbindGpasid,
  ioasid_free: ioasidFree,
  ioasid_reclaim: ioasidReclaim,
  inject_bind_failure: injectBindFailure,
  page_request: pageRequest,
  page_response: pageResponse,
};

type Refuses = (host: Host, command: Command) => boolean;
/** A transition of some command: the table above is where kinds and types are held together. */
interface AnyTransition {
  readonly refuses: Readonly<Record<string, Refuses>>;
  readonly choice?: {
    readonly among: (topology: Topology) => readonly number[];
    readonly allows: (host: Host, command: Command, value: number) => boolean;
  };
  readonly plan: (host: Stationary, command: Command, value: number) => Plan;
}
const transitionOf = (kind: CommandKind): AnyTransition => transitions[kind] as unknown as AnyTransition;

interface Ordered {
  readonly rule: Rule;
  readonly applies: Refuses;
}
/** The rules of every command in order, each beside its predicate. */
const precedence = Object.fromEntries(
  commandKinds.map((kind) => {
    const { refuses } = transitionOf(kind);
    const rules: readonly Rule[] = commandSpecs[kind].rules;
    return [kind, rules.map((rule) => ({ rule, applies: refuses[rule.id] }))];
  }),
) as unknown as Readonly<Record<CommandKind, readonly Ordered[]>>;

const zeroOnly: readonly number[] = [0];

/** The first rule that refuses the command in this state, or null: it is granted. Writes nothing. */
export function decide(host: Host, command: Command): Rule | null {
  for (const { rule, applies } of precedence[command.kind]) if (applies(host, command)) return rule;
  return null;
}

/** Every value that a granted command may answer, by kind, before the state is asked (see `allows`). */
export function candidates(topology: Topology, kind: CommandKind): readonly number[] {
  return transitionOf(kind).choice?.among(topology) ?? zeroOnly;
}

/** Whether a granted command may answer `value` in this state. */
export function allows(host: Host, command: Command, value: number): boolean {
  const { choice } = transitionOf(command.kind);
  return choice === undefined ? value === 0 : choice.allows(host, command, value);
}

/**
 * Performs a granted command that answers `value`, an allowed one. Answers `value`, or the negative errno with which
 * the plan ended although something may have changed.
 */
export function perform(host: Host, command: Command, value: number): Answer {
  const errno = runPlan(host, transitionOf(command.kind).plan(host, command, value));
  return errno === null ? value : -errnoNumbers[errno];
}
