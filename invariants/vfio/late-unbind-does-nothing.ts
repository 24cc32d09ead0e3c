import { member } from '../../spec/sorts.ts';
import { sources } from '../../spec/source.ts';
import type { StepInvariant } from '../invariant.ts';

/** So that free before unbind comes to the same end as unbind before free: the worker's (ioasid/free-is-clean). */
export const lateUnbindDoesNothing: StepInvariant = {
  id: 'vfio/late-unbind-does-nothing',
  of: 'step',
  ofRefusals: true,
  property: 'T6',
  sentence: 'An unbind of a host PASID that has been freed fails and changes nothing.',
  sources: [sources.ioasidDocument, sources.ioasidOwnership],
  catches: ['fault/late-unbind'],
  cases: (topology, command) => {
    if (command.kind !== 'vfio_unbind_gpasid') return [];
    const hpasid = member('hpasid', topology.sizes.hpasid, command.hpasid);
    if (hpasid === null) return [];
    return [
      ({ answer, before, changed }, tally) => {
        const { state } = before.ioasid.at(hpasid);
        if (state !== 'free_pending') return null;
        tally.antecedent++;
        if (changed) return `the unbind of p${hpasid}, which was freed, changed something`;
        return answer < 0 ? null : `the unbind of p${hpasid}, which was freed, succeeded`;
      },
    ];
  },
};
