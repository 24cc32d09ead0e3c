/**
 * Two-phase commit as in TwoPhase.tla of the TLA+ Examples (Gray and Lamport, "Consensus on Transaction
 * Commit", 2004): safety only; messages are never lost, removed or counted, and `Prepare` is not modelled.
 */
import type { Expansion } from '../../checker/expansion.ts';
import { IN_STATE } from '../../checker/expansion.ts';
import type { System } from '../../checker/system.ts';

/** What is marked. */
export const marks = {
  /** In a state: one resource manager has committed and another has aborted. */
  inconsistent: 0,
  /** On an edge: a resource manager leaves a decision it has reached. */
  revoked: 1,
  /** In a state: every resource manager has committed. A witness that this is possible at all. */
  allCommitted: 2,
} as const;

/** Faults that can be planted. */
export type TwoPhaseFault =
  | 'a resource manager may abort after it has prepared'
  | 'the transaction manager commits though not all have prepared';

// Resource manager: two bits each.
const WORKING = 0;
const PREPARED = 1;
const COMMITTED = 2;
const ABORTED = 3;
// Transaction manager: two bits.
const INIT = 0;
const TM_COMMITTED = 1;
const TM_ABORTED = 2;

/** Labels 0 and 1 are the transaction manager's decisions; then come five actions for each resource manager. */
const ACTIONS = ['TMRcvPrepared', 'RMPrepare', 'RMChooseToAbort', 'RMRcvCommitMsg', 'RMRcvAbortMsg'] as const;

/** The name of an edge, as in the published model. */
export function twoPhaseAction(label: number): string {
  if (label < 2) return label === 0 ? 'TMCommit' : 'TMAbort';
  return `${ACTIONS[(label - 2) % ACTIONS.length]}(${Math.floor((label - 2) / ACTIONS.length) + 1})`;
}

/**
 * One word per state: two bits per resource manager, two for the transaction manager, one per manager whose
 * `Prepared` message was received, one per manager that has sent it, one each for `Commit` and `Abort` sent.
 *
 * @param count Number of resource managers, 1 to 7.
 */
export function twoPhase(count: number, fault?: TwoPhaseFault): System {
  const tmAt = 2 * count;
  const receivedAt = tmAt + 2;
  const sentAt = receivedAt + count;
  const commitMessage = 1 << (sentAt + count);
  const abortMessage = commitMessage << 1;
  const allReceived = ((1 << count) - 1) << receivedAt;
  const abortsPrepared = fault === 'a resource manager may abort after it has prepared';
  const commitsEarly = fault === 'the transaction manager commits though not all have prepared';

  const withRm = (state: number, rm: number, value: number) => (state & ~(3 << (2 * rm))) | (value << (2 * rm));

  function add(into: Expansion, label: number, state: number): void {
    const to = into.add(label);
    into.words[to] = state;
  }

  function expandRm(state: number, rm: number, into: Expansion): void {
    const own = (state >> (2 * rm)) & 3;
    const first = 2 + rm * ACTIONS.length;
    const sent = 1 << (sentAt + rm);
    if (((state >> tmAt) & 3) === INIT && (state & sent) !== 0) add(into, first, state | (1 << (receivedAt + rm)));
    if (own === WORKING) add(into, first + 1, withRm(state, rm, PREPARED) | sent);
    if (own === WORKING || (abortsPrepared && own === PREPARED)) add(into, first + 2, withRm(state, rm, ABORTED));
    if ((state & commitMessage) !== 0) {
      add(into, first + 3, withRm(state, rm, COMMITTED));
      if (own === ABORTED) into.mark(marks.revoked, first + 3);
    }
    if ((state & abortMessage) !== 0) {
      add(into, first + 4, withRm(state, rm, ABORTED));
      if (own === COMMITTED) into.mark(marks.revoked, first + 4);
    }
  }

  return {
    width: 1,
    initial: (into) => add(into, 0, 0),
    expand(words, at, into) {
      const state = words[at] as number;
      if (((state >> tmAt) & 3) === INIT) {
        if (commitsEarly || (state & allReceived) === allReceived) {
          add(into, 0, state | (TM_COMMITTED << tmAt) | commitMessage);
        }
        add(into, 1, state | (TM_ABORTED << tmAt) | abortMessage);
      }
      let committed = 0;
      let aborted = 0;
      for (let rm = 0; rm < count; rm++) {
        const own = (state >> (2 * rm)) & 3;
        if (own === COMMITTED) committed++;
        if (own === ABORTED) aborted++;
        expandRm(state, rm, into);
      }
      if (committed > 0 && aborted > 0) into.mark(marks.inconsistent, IN_STATE);
      if (committed === count) into.mark(marks.allCommitted, IN_STATE);
    },
  };
}
