/** Why a long run stops before its end. */
import type { Deadline } from './common-flags.ts';

/** The reason of a run that the user, or the system, has ended. */
export const interrupted = 'interrupted';

/** A reason to stop now, or null. */
export function stopReason(interrupt: AbortSignal, deadline: Deadline | null, now: number): string | null {
  if (interrupt.aborted) return interrupted;
  return deadline !== null && now >= deadline.at ? deadline.reason : null;
}
