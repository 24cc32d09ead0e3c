/**
 * What a command of the benchmark protocol can come to. The objects are made once: a search gets one for every action
 * in every state.
 */
import type { Outcome } from '../../compile/program.ts';

export const granted: Outcome = { granted: true, note: 0 };

const refusals = [
  'vmIsUp',
  'vmIsDown',
  'bindInProgress',
  'isAttached',
  'isDetached',
  'noDeviceAttached',
  'isOwned',
  'isNotOwned',
  'quotaUsedUp',
  'isBeingBound',
  'entryIsThere',
  'entryIsAbsent',
  'gpasidIsTracked',
  'notBinding',
  'notRollingBack',
  'priIsOff',
  'priIsOn',
  'requestIsPending',
  'requestIsNotPending',
  'isCached',
  'isNotCached',
] as const;

/** One outcome for each reason to refuse; its note is the number of the reason, from 1 on. */
export const refused = Object.fromEntries(
  refusals.map((reason, index) => [reason, { granted: false, note: index + 1 }]),
) as Readonly<Record<(typeof refusals)[number], Outcome>>;
