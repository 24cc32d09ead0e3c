import type { Hpasid } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StepInvariant } from '../invariant.ts';

/** Whoever asked goes on to use the number, so a failure must not pass for one. */
export const answerIsAllocated: StepInvariant = {
  id: 'ioasid/answer-is-allocated',
  of: 'step',
  property: 'A3',
  sentence: 'What an allocation answers is a host PASID that the set holds from now on; one that fails answers none.',
  sources: [sources.ioasidSetApi, sources.ioasidCore],
  catches: ['fault/failed-alloc-answers-id'],
  follows: {
    from: ['host/success-is-complete'],
    because: 'What an allocation promises is that the set holds what it answers.',
  },
  cases: (_, command) => {
    if (command.kind !== 'ioasid_alloc' && command.kind !== 'ioasid_alloc_range') return [];
    const { set } = command;
    return [
      ({ answer, after }, tally) => {
        if (answer < 0) return null;
        tally.antecedent++;
        return after.ioasid.at(answer as Hpasid).set === set ? null : `s${set} does not hold p${answer}`;
      },
    ];
  },
};
