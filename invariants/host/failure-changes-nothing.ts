import { sources } from '../../spec/source.ts';
import type { StepInvariant } from '../invariant.ts';

/** Judged by the answer: a plan can fail after it has changed something. Asked of refusals too, which must not write. */
export const failureChangesNothing: StepInvariant = {
  id: 'host/failure-changes-nothing',
  of: 'step',
  ofRefusals: true,
  property: 'U4',
  sentence: 'A command that answers an errno has changed nothing.',
  sources: [sources.vfioBindReview, sources.vfioBindV1],
  catches: [
    'vfio-v1',
    'fault/rollback-over-all',
    'fault/inner-break',
    'vfio-v7',
    'fault/argument-error-rolls-back',
    'fault/truncated-roll-back',
    'fault/roll-back-stops-early',
    'fault/name-check-keeps-reference',
  ],
  cases: () => [
    ({ answer, changed }, tally) => {
      if (answer >= 0) return null;
      tally.antecedent++;
      return changed ? 'the command failed, and the state after it is another' : null;
    },
  ],
};
