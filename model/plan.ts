/**
 * Plans: what a granted command does, as a list of effects. Run in one go, as here, a plan is the atomic
 * host. An effect may fail, and the plan says where it goes on; so a plan can end in an errno after having changed
 * something, and "a failed command changes nothing" is an invariant rather than true by construction.
 * Not here: running a plan effect by effect with other actors in between.
 */
import type { Errno } from '../spec/errno.ts';
import type { Host } from './host.ts';

/** What one actor does to the state in one go. Answers null when done, or the errno with which it failed. */
export type Effect = (host: Host) => Errno | null;

export interface Step {
  readonly effect: Effect;
  /** The number of the step with which the plan goes on if the effect fails; the next one if not given. */
  readonly otherwise?: number;
  /** A roll-back step: it runs only if the last step before the roll-back failed, and its own result is dropped. */
  readonly undo?: boolean;
}

/**
 * Effects for all of something, such as the host PASIDs that are in use. They do not fail, and each sees by itself whether
 * it has anything to do: which there are depends on the topology, and a large host leaves out those that have nothing.
 */
export interface Walk {
  readonly each: (host: Host) => readonly Effect[];
}

export type Plan = readonly (Step | Walk)[];

/** The plan of effects, and walks, that follow one another. */
export const inOrder = (...steps: readonly (Effect | Walk)[]): Plan =>
  steps.map((step) => (typeof step === 'function' ? { effect: step } : step));

const isWalk = (step: Step | Walk): step is Walk => 'each' in step;

/** All effects of a plan, as they follow one another where none of them fails. */
export const effectsOf = (host: Host, plan: Plan): readonly Effect[] =>
  plan.flatMap((step) => (isWalk(step) ? step.each(host) : step.undo === true ? [] : [step.effect]));

/** Runs a plan in one go. Answers the errno of the last step that is no roll-back, or null if that was done. */
export function runPlan(host: Host, plan: Plan): Errno | null {
  let status: Errno | null = null;
  for (let at = 0; at < plan.length; ) {
    const step = plan[at] as Step | Walk;
    at++;
    if (isWalk(step)) {
      for (const effect of step.each(host)) effect(host);
      status = null;
      continue;
    }
    const { effect, otherwise, undo } = step;
    if (undo === true) {
      if (status !== null) effect(host);
      continue;
    }
    status = effect(host);
    if (status !== null && otherwise !== undefined) at = otherwise;
  }
  return status;
}
