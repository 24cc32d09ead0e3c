import type { Hpasid } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StepInvariant } from '../invariant.ts';
import { ownerOf } from '../owner.ts';

/** A container's file can be passed on: its opener must not be made to pay for what another process asks. */
export const chargedToCaller: StepInvariant = {
  id: 'vfio/charged-to-caller',
  of: 'step',
  property: 'Q1',
  sentence:
    'A host PASID that a process asks for through a container is taken from its own set, and fits its own quota.',
  sources: [sources.vfioPasidRequest, sources.opener],
  catches: ['fault/quota-of-opener'],
  cases: (_, command) => {
    if (command.kind !== 'vfio_pasid_request_alloc') return [];
    const { actor } = command;
    return [
      ({ answer, after }, tally) => {
        if (answer < 0) return null;
        tally.antecedent++;
        const owner = ownerOf(after, answer as Hpasid);
        return owner === actor ? null : `vm${actor} asked for p${answer}, and vm${owner} has it`;
      },
    ];
  },
};
