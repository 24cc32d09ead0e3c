import { pasidLimit } from '../../spec/arguments.ts';
import { sources } from '../../spec/source.ts';
import type { StepInvariant } from '../invariant.ts';

/** Both ends of the range are included. */
export const pasidInRange: StepInvariant = {
  id: 'vfio/pasid-in-range',
  of: 'step',
  property: 'A2',
  sentence: 'A host PASID that a process is given lies in the range it asked for, is not 0, and has at most 20 bits.',
  sources: [sources.ioasidCore, sources.vfioPasidV6],
  catches: ['fault/range-ignored'],
  cases: (_, command) => {
    if (command.kind !== 'vfio_pasid_request_alloc') return [];
    const { min, max } = command;
    return [
      ({ answer }, tally) => {
        if (answer < 0) return null;
        tally.antecedent++;
        if (answer === 0 || answer >= pasidLimit) return `${answer} is no PASID`;
        return answer >= min && answer <= max ? null : `p${answer} is not in the range from ${min} to ${max}`;
      },
    ];
  },
};
